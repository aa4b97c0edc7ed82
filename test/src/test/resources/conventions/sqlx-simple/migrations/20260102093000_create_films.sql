CREATE TABLE film (id serial PRIMARY KEY, title text NOT NULL, year smallint);
