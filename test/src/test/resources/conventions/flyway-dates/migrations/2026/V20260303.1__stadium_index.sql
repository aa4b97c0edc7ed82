CREATE INDEX ON team (stadium);
