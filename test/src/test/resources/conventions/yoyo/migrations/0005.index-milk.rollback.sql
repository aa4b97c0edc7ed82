-- transactional: false
DROP INDEX CONCURRENTLY cheese_milk;
