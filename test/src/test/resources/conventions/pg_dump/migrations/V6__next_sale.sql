-- the sequences stand where the dump left them
INSERT INTO shop.sale (article_id, sold_at, amount) VALUES (3, '2026-02-01 08:00+00', 1);
