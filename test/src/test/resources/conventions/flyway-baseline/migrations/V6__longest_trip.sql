CREATE VIEW longest_trip AS SELECT DISTINCT ON (vehicle_id) * FROM trip ORDER BY vehicle_id, kilometres DESC;
