-- create cheeses
-- depends:
CREATE TABLE cheese (id serial PRIMARY KEY, name text NOT NULL, milk text NOT NULL);
