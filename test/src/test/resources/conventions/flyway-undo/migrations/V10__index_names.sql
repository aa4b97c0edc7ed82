CREATE UNIQUE INDEX station_name ON station (lower(name));
