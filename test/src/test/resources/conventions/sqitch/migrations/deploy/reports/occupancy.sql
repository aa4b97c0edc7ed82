-- Deploy hotel:reports/occupancy to pg

BEGIN;

CREATE VIEW hotel.occupancy AS
  SELECT r.number, count(s.guest) AS stays FROM hotel.rooms r LEFT JOIN hotel.stays s ON s.room = r.number GROUP BY 1;

COMMIT;
