-- Revert hotel:add_guest from pg

BEGIN;

DROP FUNCTION hotel.add_guest(text);

COMMIT;
