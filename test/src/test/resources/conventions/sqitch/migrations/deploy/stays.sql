-- Deploy hotel:stays to pg

BEGIN;

CREATE TABLE hotel.stays (
  room  smallint REFERENCES hotel.rooms,
  guest integer REFERENCES hotel.guests,
  days  daterange NOT NULL,
  PRIMARY KEY (room, days)
);

COMMIT;
