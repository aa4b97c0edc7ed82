-- Revert hotel:reports/occupancy from pg

BEGIN;

DROP VIEW hotel.occupancy;

COMMIT;
