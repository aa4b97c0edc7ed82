INSERT INTO podcast VALUES (1, 'Fünf Minuten'), (2, 'do; undo');
