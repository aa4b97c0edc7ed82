-- +goose Up
-- +goose StatementBegin
DO $do$
BEGIN
  CREATE TYPE alarm_level AS ENUM ('warn', 'crit');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END
$do$;
CREATE TABLE alarm (id serial PRIMARY KEY, sensor_id integer NOT NULL REFERENCES sensor, level alarm_level NOT NULL);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP TABLE alarm;
DROP TYPE alarm_level;
-- +goose StatementEnd
