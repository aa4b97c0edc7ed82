CREATE TABLE hive (id integer PRIMARY KEY);
