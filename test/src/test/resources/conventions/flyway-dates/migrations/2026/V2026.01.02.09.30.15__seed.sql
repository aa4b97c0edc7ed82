INSERT INTO team (name) VALUES ('Fürth'), ('Nürnberg');
