CREATE FUNCTION latest_level(station integer) RETURNS numeric
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT level FROM reading WHERE station_id = station ORDER BY taken_at DESC LIMIT 1;
END;

CREATE VIEW station_level AS SELECT id, name, latest_level(id) AS level FROM station;
