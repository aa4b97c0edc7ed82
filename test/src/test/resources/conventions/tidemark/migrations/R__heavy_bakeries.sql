CREATE OR REPLACE VIEW heavy_bakery AS SELECT * FROM bakery WHERE total_grams(id) > 1000;
-- migrate:down
DROP VIEW heavy_bakery;
