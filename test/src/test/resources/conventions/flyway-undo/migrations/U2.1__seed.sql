DELETE FROM reading WHERE station_id IN (10, 20);
DELETE FROM station WHERE id IN (10, 20);
