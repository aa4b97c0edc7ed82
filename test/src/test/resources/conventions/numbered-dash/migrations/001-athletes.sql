CREATE TABLE athlete (id serial PRIMARY KEY, name text NOT NULL, nation char(3));
