ALTER TABLE vehicle ADD UNIQUE (plate);
