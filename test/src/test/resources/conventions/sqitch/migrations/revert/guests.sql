-- Revert hotel:guests from pg

BEGIN;

DROP TABLE hotel.guests;

COMMIT;
