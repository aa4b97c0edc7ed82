-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION to_fahrenheit(celsius numeric) RETURNS numeric AS $$
BEGIN
  -- above: 32; below: less
  RETURN celsius * 9 / 5 + 32;
END;
$$
LANGUAGE plpgsql
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TABLE measurement (
  sensor_id integer REFERENCES sensor (id),
  at timestamptz,
  value numeric,
  PRIMARY KEY (sensor_id, at)
)
-- +goose StatementEnd
CREATE VIEW fahrenheit AS
  SELECT sensor_id, at, to_fahrenheit(value) AS value FROM measurement;

-- +goose Down
DROP VIEW fahrenheit;
-- +goose StatementBegin
DROP TABLE measurement
-- +goose StatementEnd
-- +goose StatementBegin
DROP FUNCTION to_fahrenheit(numeric);
-- +goose StatementEnd
