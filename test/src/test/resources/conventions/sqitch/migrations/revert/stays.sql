-- Revert hotel:stays from pg

BEGIN;

DROP TABLE hotel.stays;

COMMIT;
