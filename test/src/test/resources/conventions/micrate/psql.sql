CREATE TABLE bikes (
  id BIGSERIAL PRIMARY KEY,
  frame VARCHAR NOT NULL,
  created_at TIMESTAMP
);

CREATE TABLE repairs (
  id BIGSERIAL PRIMARY KEY,
  bike_id BIGINT REFERENCES bikes,
  what TEXT
);
CREATE INDEX repair_bike_id_idx ON repairs (bike_id);

CREATE FUNCTION last_repair(bike BIGINT) RETURNS BIGINT AS $$
BEGIN
  RETURN (SELECT max(id) FROM repairs WHERE bike_id = bike);
END;
$$ LANGUAGE plpgsql;

INSERT INTO bikes (frame) VALUES ('Stahl; grün'), ('Aluminium');

ALTER TABLE repairs ADD COLUMN paid BOOLEAN NOT NULL DEFAULT false;

CREATE VIEW unpaid AS SELECT * FROM repairs WHERE NOT paid;

COMMENT ON VIEW unpaid IS 'who has to be reminded';

ALTER TABLE bikes ADD CONSTRAINT frame_check CHECK (frame <> '');
