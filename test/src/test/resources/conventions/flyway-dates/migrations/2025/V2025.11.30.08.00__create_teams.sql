CREATE TABLE team (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
