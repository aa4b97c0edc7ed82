INSERT INTO depot (town) VALUES ('Zürich'), ('Genève'), ('St. Gallen');
