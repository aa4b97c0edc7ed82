-- Deploy hotel:guests to pg
-- requires: hotel

BEGIN;

SET client_min_messages = 'warning';
CREATE TABLE hotel.guests (
  id   serial PRIMARY KEY,
  name text NOT NULL
);

COMMIT;
