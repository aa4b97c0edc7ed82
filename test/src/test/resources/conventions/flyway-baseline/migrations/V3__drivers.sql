CREATE TABLE driver (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE obsolete (id integer);
