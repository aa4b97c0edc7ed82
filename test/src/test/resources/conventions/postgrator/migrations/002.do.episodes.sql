CREATE TABLE episode (
  podcast_id integer REFERENCES podcast,
  number     integer,
  published  date,
  PRIMARY KEY (podcast_id, number)
);
