-- Deploy hotel:a_first_row to pg

BEGIN;

INSERT INTO hotel.rooms VALUES (101, '1', 2);
SELECT hotel.add_guest('  Frau Å  ');

COMMIT;
