CREATE TABLE match (
  home   integer REFERENCES team,
  guest  integer REFERENCES team,
  played date,
  goals  int4range,
  PRIMARY KEY (home, guest),
  CHECK (home <> guest)
);
