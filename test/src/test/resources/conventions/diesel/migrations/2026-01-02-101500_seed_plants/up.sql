INSERT INTO plants (latin, german) VALUES ('Sambucus nigra', 'Holunder'), ('Prunus spinosa', 'Schlehe; Schwarzdorn');
