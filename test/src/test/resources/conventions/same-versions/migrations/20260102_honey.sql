CREATE TABLE honey (hive_id integer REFERENCES hive, kilograms numeric NOT NULL);
