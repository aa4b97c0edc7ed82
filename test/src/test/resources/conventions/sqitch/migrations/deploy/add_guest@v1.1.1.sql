-- Deploy hotel:add_guest to pg
-- requires: guests
-- requires: hotel

BEGIN;

CREATE OR REPLACE FUNCTION hotel.add_guest(who text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO hotel.guests (name) VALUES (who);
$$;

COMMIT;
