-- migrate:up transaction:maybe
SELECT 1;
-- migrate:down
SELECT 2;
