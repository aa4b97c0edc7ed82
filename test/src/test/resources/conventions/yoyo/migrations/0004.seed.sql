-- depends: 0003.age
INSERT INTO cheese (name, milk) VALUES ('Bergkäse', 'Kuh'), ('Brebis', 'Schaf');
INSERT INTO wheel VALUES (1, '2026-01-02', 34.5);
