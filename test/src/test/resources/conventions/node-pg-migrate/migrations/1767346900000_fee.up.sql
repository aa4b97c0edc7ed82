ALTER TABLE concerts ADD COLUMN fee numeric(8, 2);
