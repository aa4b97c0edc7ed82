-- Up Migration

CREATE TABLE concerts (
  choir_id integer NOT NULL REFERENCES choirs,
  held_at  timestamptz NOT NULL,
  place    text,
  PRIMARY KEY (choir_id, held_at)
);
CREATE INDEX concerts_held_at ON concerts (held_at);

-- Down Migration

DROP TABLE concerts;
