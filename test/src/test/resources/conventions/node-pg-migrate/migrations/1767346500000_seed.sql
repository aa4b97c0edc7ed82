-- Up Migration
INSERT INTO choirs (name) VALUES ('Münsterchor'), ('-- Down Migration');

-- Down Migration
DELETE FROM choirs;
