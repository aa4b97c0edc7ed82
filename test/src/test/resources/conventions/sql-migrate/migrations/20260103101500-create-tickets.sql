
-- +migrate Up
CREATE TABLE ticket (
  id       bigserial PRIMARY KEY,
  event_id integer NOT NULL REFERENCES event,
  holder   text
);
CREATE INDEX ON ticket (event_id);
-- +migrate Down
DROP TABLE ticket;
