-- +migrate Up
-- SQL in section 'Up' is executed when this migration is applied
CREATE TABLE event (
  id    serial PRIMARY KEY,
  title text NOT NULL,
  seats integer NOT NULL CHECK (seats >= 0)
);

-- +migrate Down
-- SQL section 'Down' is executed when this migration is rolled back
DROP TABLE event;
