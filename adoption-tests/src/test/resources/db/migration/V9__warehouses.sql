CREATE TABLE warehouses (code char(3) PRIMARY KEY, city text NOT NULL);
INSERT INTO warehouses VALUES ('BER', 'Berlin'), ('LIS', 'Lisboa'), ('ZRH', 'Zürich');
