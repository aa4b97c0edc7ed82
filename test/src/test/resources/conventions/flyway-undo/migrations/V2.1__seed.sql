INSERT INTO station (id, name) VALUES (10, 'Köln'), (20, 'Bonn');
INSERT INTO reading VALUES (10, '2026-03-01 12:00+00', 4.31);
