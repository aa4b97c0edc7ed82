CREATE OR REPLACE VIEW reader_overview AS
SELECT r.id, r.name, count(l.id) AS loans
FROM reader r LEFT JOIN loan l ON l.reader_id = r.id
GROUP BY r.id, r.name;
