-- Deploy hotel:hotel to pg

BEGIN;

CREATE SCHEMA hotel;

COMMIT;
