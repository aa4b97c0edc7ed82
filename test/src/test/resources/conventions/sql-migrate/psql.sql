CREATE TABLE event (
  id    serial PRIMARY KEY,
  title text NOT NULL,
  seats integer NOT NULL CHECK (seats >= 0)
);

CREATE TABLE ticket (
  id       bigserial PRIMARY KEY,
  event_id integer NOT NULL REFERENCES event,
  holder   text
);
CREATE INDEX ON ticket (event_id);

CREATE FUNCTION sell(wanted integer, who text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  sold bigint;
BEGIN
  UPDATE event SET seats = seats - 1 WHERE id = wanted;
  INSERT INTO ticket (event_id, holder) VALUES (wanted, who) RETURNING id INTO sold;
  RETURN sold;
END;
$$;

CREATE INDEX CONCURRENTLY ticket_holder ON ticket (holder);

INSERT INTO event (title, seats) VALUES ('Händel: Messias', 3);
SELECT sell(1, 'Käthe');

CREATE VIEW empty_event AS
  SELECT e.* FROM event e WHERE NOT EXISTS (SELECT FROM ticket t WHERE t.event_id = e.id);

ALTER TABLE ticket ADD COLUMN refunded boolean NOT NULL DEFAULT false;

COMMENT ON FUNCTION sell(integer, text) IS 'sells one seat;
returns the number of the ticket';
