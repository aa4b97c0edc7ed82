-- Sensors that are always there.

-- +goose Up
INSERT INTO sensor (name) VALUES ('Dach; Süd'), ('Keller -- nicht zugänglich');
UPDATE sensor SET unit = '°F' WHERE name = 'Keller -- nicht zugänglich';
-- +goose Down
DELETE FROM sensor WHERE name IN ('Dach; Süd', 'Keller -- nicht zugänglich');
