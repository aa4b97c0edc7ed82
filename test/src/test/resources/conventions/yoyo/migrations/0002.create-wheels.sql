-- depends: 0001.create-cheeses
CREATE TABLE wheel (
  cheese_id integer NOT NULL REFERENCES cheese,
  made_on   date NOT NULL,
  kilograms numeric(5, 2),
  PRIMARY KEY (cheese_id, made_on)
);
