-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION raise_alarm() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.value > 100 THEN
    INSERT INTO alarm (sensor_id, level) VALUES (NEW.sensor_id, 'crit');
  END IF;
  RETURN NEW;
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER raise_alarm AFTER INSERT ON measurement FOR EACH ROW EXECUTE FUNCTION raise_alarm();

-- +goose Down
DROP TRIGGER raise_alarm ON measurement;
DROP FUNCTION raise_alarm;
