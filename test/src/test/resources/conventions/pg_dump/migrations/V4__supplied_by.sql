ALTER TABLE shop.article ADD COLUMN supplier_id integer REFERENCES supplier;
UPDATE shop.article SET supplier_id = 1 WHERE id = 1;
