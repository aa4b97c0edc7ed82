CREATE TABLE garden.bed (id serial PRIMARY KEY, square_metres real NOT NULL);
