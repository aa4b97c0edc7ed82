-- Revert hotel:a_first_row from pg

BEGIN;

DELETE FROM hotel.guests;
DELETE FROM hotel.rooms;

COMMIT;
