CREATE TABLE order_lines (
  order_id bigint NOT NULL REFERENCES orders,
  product_id bigint NOT NULL REFERENCES products,
  amount integer NOT NULL,
  PRIMARY KEY (order_id, product_id)
);
