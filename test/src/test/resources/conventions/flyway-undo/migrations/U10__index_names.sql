DROP INDEX station_name;
