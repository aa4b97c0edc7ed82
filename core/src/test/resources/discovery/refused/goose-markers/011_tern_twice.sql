SELECT 1;
---- create above / drop below ----
SELECT 2;
---- create above / drop below ----
SELECT 3;
