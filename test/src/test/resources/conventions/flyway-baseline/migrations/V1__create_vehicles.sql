CREATE TABLE vehicle (id integer PRIMARY KEY, plate text);
