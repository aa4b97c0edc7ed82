-- a comment
-- +migrate Up
CREATE TABLE b ();
-- +migrate Down
DROP TABLE b;
