CREATE TABLE changelog (
ID NUMERIC(20,0) NOT NULL,
APPLIED_AT VARCHAR(25) NOT NULL,
DESCRIPTION VARCHAR(255) NOT NULL
);

ALTER TABLE changelog
ADD CONSTRAINT PK_changelog
PRIMARY KEY (id);

CREATE TABLE line (
  number varchar(6) PRIMARY KEY,
  colour char(7)
);

CREATE TABLE stop (
  line     varchar(6) REFERENCES line,
  position integer,
  name     text NOT NULL,
  PRIMARY KEY (line, position)
);

CREATE FUNCTION terminus(which varchar) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT name FROM stop WHERE line = which ORDER BY position DESC LIMIT 1;
$$;

INSERT INTO line VALUES ('U1', '#55aa1e'), ('S+U', NULL);
INSERT INTO stop VALUES ('U1', 1, 'Uhlandstraße'), ('U1', 2, 'Warschauer Straße');

CREATE INDEX stop_name ON stop (name);

CREATE VIEW termini AS SELECT number, terminus(number) FROM line;

ALTER TABLE line ADD CHECK (colour ~ '^#[0-9a-f]{6}$');
