-- what V1 to V4 come to, for new databases
CREATE TABLE vehicle (id integer PRIMARY KEY, plate text UNIQUE);
CREATE TABLE driver (id integer PRIMARY KEY, name text NOT NULL);
COMMENT ON TABLE driver IS 'began as a baseline';
