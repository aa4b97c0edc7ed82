-- // seed lines
INSERT INTO line VALUES ('U1', '#55aa1e'), ('S+U', NULL);
INSERT INTO stop VALUES ('U1', 1, 'Uhlandstraße'), ('U1', 2, 'Warschauer Straße');
-- //@UNDO
DELETE FROM stop;
DELETE FROM line;
