CREATE DOMAIN country AS char(2) CHECK (VALUE ~ '^[A-Z]{2}$');
ALTER TABLE customers ADD COLUMN country country;
