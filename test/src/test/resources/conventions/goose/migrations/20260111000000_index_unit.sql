-- +goose Up
-- +goose StatementBegin
-- +goose NO TRANSACTION
CREATE INDEX CONCURRENTLY sensor_unit ON sensor (unit);
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DROP INDEX CONCURRENTLY sensor_unit;
-- +goose StatementEnd
