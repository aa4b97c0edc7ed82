CREATE TABLE discipline (id serial PRIMARY KEY, name text NOT NULL UNIQUE)
