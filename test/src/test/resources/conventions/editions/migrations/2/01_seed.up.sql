INSERT INTO mill (name) VALUES ('Obere Mühle'), ('Untere Mühle');
