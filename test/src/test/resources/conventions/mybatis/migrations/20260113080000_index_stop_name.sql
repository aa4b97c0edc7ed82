-- // index stop name
CREATE INDEX stop_name ON stop (name);

-- //@UNDO
DROP INDEX stop_name;
