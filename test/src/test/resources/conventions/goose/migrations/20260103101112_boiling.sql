-- +goose Up
INSERT INTO measurement VALUES (1, '2026-01-03 10:00+00', 101.5);

-- +goose Down
DELETE FROM alarm;
DELETE FROM measurement;
