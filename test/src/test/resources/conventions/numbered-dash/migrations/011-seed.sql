INSERT INTO athlete (name, nation) VALUES ('Björn Dæhlie', 'NOR');
INSERT INTO discipline (name) VALUES ('50 km');
INSERT INTO result VALUES (1, 1, 7512.3, 'gold');
