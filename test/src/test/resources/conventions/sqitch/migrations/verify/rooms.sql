-- Verify hotel:rooms on pg

BEGIN;

SELECT number, floor, beds FROM hotel.rooms WHERE false;

ROLLBACK;
