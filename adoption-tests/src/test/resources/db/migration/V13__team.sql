CREATE TABLE teams (name text PRIMARY KEY);
INSERT INTO teams VALUES ('${team}');
