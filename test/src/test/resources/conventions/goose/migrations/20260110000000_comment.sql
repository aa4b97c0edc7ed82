--  +goose Up
COMMENT ON TABLE sensor IS
  'one row for each device';

--+goose Down
COMMENT ON TABLE sensor IS NULL;
