CREATE INDEX CONCURRENTLY loaf_bakery ON loaf (bakery_id);
