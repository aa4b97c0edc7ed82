CREATE TABLE mill (id serial PRIMARY KEY, name text NOT NULL);
