CREATE TABLE wheel (mill_id integer REFERENCES mill, diameter numeric, PRIMARY KEY (mill_id, diameter));
