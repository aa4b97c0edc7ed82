CREATE TABLE payments (order_id bigint REFERENCES orders, amount numeric(12, 2) NOT NULL, paid_at timestamptz);
