-- +migrate Up
-- +migrate StatementBegin
CREATE VIEW empty_event AS
  SELECT e.* FROM event e WHERE NOT EXISTS (SELECT FROM ticket t WHERE t.event_id = e.id)
-- +migrate StatementEnd
;
-- +migrate Down
-- +migrate StatementBegin
DROP VIEW empty_event
-- +migrate StatementEnd
