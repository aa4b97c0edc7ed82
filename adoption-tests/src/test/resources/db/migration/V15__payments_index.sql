CREATE INDEX CONCURRENTLY payments_order ON payments (order_id);
