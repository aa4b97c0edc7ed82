-- head
SELECT 'x;
-- migrate:up
SELECT 1;
