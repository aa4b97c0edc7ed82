INSERT INTO album (title) VALUES ('Überall');
INSERT INTO track VALUES (1, 1, 200), (1, 2, 181);
