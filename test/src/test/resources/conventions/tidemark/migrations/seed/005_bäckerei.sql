INSERT INTO bakery (name) VALUES ('Bäckerei Süß');
INSERT INTO loaf VALUES (1, 'Roggen', 1000);
-- migrate:down
DELETE FROM loaf;
DELETE FROM bakery;
