-- depends: 0004.seed
-- transactional: false
CREATE INDEX CONCURRENTLY cheese_milk ON cheese (milk);
