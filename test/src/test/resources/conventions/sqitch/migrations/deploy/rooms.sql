-- Deploy hotel:rooms to pg
-- requires: hotel

BEGIN;

CREATE TYPE hotel.floor AS ENUM ('Erdgeschoß', '1', '2');
CREATE TABLE hotel.rooms (
  number smallint PRIMARY KEY,
  floor  hotel.floor NOT NULL,
  beds   smallint NOT NULL CHECK (beds > 0)
);

COMMIT;
