-- Revert hotel:hotel from pg

BEGIN;

DROP SCHEMA hotel;

COMMIT;
