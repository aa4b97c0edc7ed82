CREATE TABLE list_price (article text, cents integer, remark text);
COPY list_price FROM STDIN WITH (FORMAT csv, HEADER);
article,cents,remark
Tasse,900,"with a comma, a ; and ""quotes"""
"two
lines",12,
-- kein Kommentar,3,$$
\.
COPY list_price (article) FROM STDIN (DELIMITER '|');
\.
UPDATE list_price SET remark = 'none' WHERE remark IS NULL;
