CREATE TABLE result (
  discipline_id integer REFERENCES discipline,
  athlete_id    integer REFERENCES athlete,
  seconds       numeric(8, 3),
  medal         medal,
  PRIMARY KEY (discipline_id, athlete_id)
);
