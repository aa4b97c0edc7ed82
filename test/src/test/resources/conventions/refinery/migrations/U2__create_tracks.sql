CREATE TABLE track (
  album_id integer REFERENCES album,
  position smallint,
  seconds  integer NOT NULL,
  PRIMARY KEY (album_id, position)
);
