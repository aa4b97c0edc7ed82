CREATE TABLE stock (
	warehouse char(3) REFERENCES warehouses,
	product_id bigint REFERENCES products,
	amount integer NOT NULL CHECK (amount >= 0),
	PRIMARY KEY (warehouse, product_id)
);
