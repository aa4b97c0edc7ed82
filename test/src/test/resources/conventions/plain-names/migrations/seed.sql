INSERT INTO garden.bed (square_metres) VALUES (4), (2.5);
INSERT INTO garden.plant VALUES (1, 'Möhre'), (1, 'Zwiebel');
