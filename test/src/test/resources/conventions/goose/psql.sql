CREATE TABLE sensor (
  id       serial PRIMARY KEY,
  name     text NOT NULL,
  unit     text NOT NULL DEFAULT '°C'
);

CREATE OR REPLACE FUNCTION to_fahrenheit(celsius numeric) RETURNS numeric AS $$
BEGIN
  -- above: 32; below: less
  RETURN celsius * 9 / 5 + 32;
END;
$$
LANGUAGE plpgsql;

CREATE TABLE measurement (
  sensor_id integer REFERENCES sensor (id),
  at timestamptz,
  value numeric,
  PRIMARY KEY (sensor_id, at)
);
CREATE VIEW fahrenheit AS
  SELECT sensor_id, at, to_fahrenheit(value) AS value FROM measurement;

CREATE INDEX CONCURRENTLY measurement_at ON measurement (at);

INSERT INTO sensor (name) VALUES ('Dach; Süd'), ('Keller -- nicht zugänglich');
UPDATE sensor SET unit = '°F' WHERE name = 'Keller -- nicht zugänglich';

DO $do$
BEGIN
  CREATE TYPE alarm_level AS ENUM ('warn', 'crit');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END
$do$;
CREATE TABLE alarm (id serial PRIMARY KEY, sensor_id integer NOT NULL REFERENCES sensor, level alarm_level NOT NULL);

CREATE FUNCTION raise_alarm() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.value > 100 THEN
    INSERT INTO alarm (sensor_id, level) VALUES (NEW.sensor_id, 'crit');
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER raise_alarm AFTER INSERT ON measurement FOR EACH ROW EXECUTE FUNCTION raise_alarm();

INSERT INTO measurement VALUES (1, '2026-01-03 10:00+00', 101.5);

COMMENT ON TABLE sensor IS
  'one row for each device';

CREATE INDEX CONCURRENTLY sensor_unit ON sensor (unit);
