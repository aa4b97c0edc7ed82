-- Deploy hotel:add_guest to pg
-- requires: add_guest@v1.1.1

BEGIN;

CREATE OR REPLACE FUNCTION hotel.add_guest(who text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO hotel.guests (name) VALUES (trim(who));
$$;

COMMIT;
