--// Haltestellen
CREATE TABLE stop (
  line     varchar(6) REFERENCES line,
  position integer,
  name     text NOT NULL,
  PRIMARY KEY (line, position)
);

--//@UNDO
DROP TABLE stop;
