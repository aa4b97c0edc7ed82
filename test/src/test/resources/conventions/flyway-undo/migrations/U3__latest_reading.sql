DROP VIEW station_level;
DROP FUNCTION latest_level(integer);
