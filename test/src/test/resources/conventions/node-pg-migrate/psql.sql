CREATE TABLE choirs (
  id   serial PRIMARY KEY,
  name varchar(1000) NOT NULL
);

CREATE TABLE concerts (
  choir_id integer NOT NULL REFERENCES choirs,
  held_at  timestamptz NOT NULL,
  place    text,
  PRIMARY KEY (choir_id, held_at)
);
CREATE INDEX concerts_held_at ON concerts (held_at);

CREATE FUNCTION next_concert(choir integer) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT min(held_at) FROM concerts WHERE choir_id = choir AND held_at > now());
END;
$$;
CREATE VIEW silent_choirs AS SELECT id FROM choirs WHERE next_concert(id) IS NULL;

INSERT INTO choirs (name) VALUES ('Münsterchor'), ('-- Down Migration');

CREATE TYPE genre AS ENUM ('a cappella', 'Oper');
ALTER TABLE concerts ADD COLUMN genre genre;

COMMENT ON TABLE concerts IS 'past; and to come';

ALTER TABLE concerts ADD CONSTRAINT place_check CHECK (place <> '');

\ir migrations/1767346900000_fee.up.sql
