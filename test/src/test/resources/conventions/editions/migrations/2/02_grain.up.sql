CREATE TYPE grain AS ENUM ('Roggen', 'Dinkel');
ALTER TABLE mill ADD COLUMN grain grain;
