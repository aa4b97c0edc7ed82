CREATE TABLE garden.plant (
  bed_id integer REFERENCES garden.bed,
  name   text,
  PRIMARY KEY (bed_id, name)
);
