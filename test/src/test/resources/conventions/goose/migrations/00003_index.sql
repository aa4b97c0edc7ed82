-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY measurement_at ON measurement (at);

-- +goose Down
DROP INDEX CONCURRENTLY measurement_at;
