-- +goose Up
CREATE TABLE sensor (
  id       serial PRIMARY KEY,
  name     text NOT NULL,
  unit     text NOT NULL DEFAULT '°C'
);

-- +goose Down
DROP TABLE sensor;
