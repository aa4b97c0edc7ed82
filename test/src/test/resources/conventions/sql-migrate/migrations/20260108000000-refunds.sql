-- +migrate Up
ALTER TABLE ticket ADD COLUMN refunded boolean NOT NULL DEFAULT false;
-- +migrate Down
ALTER TABLE ticket DROP COLUMN refunded;
