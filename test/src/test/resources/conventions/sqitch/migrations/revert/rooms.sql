-- Revert hotel:rooms from pg

BEGIN;

DROP TABLE hotel.rooms;
DROP TYPE hotel.floor;

COMMIT;
