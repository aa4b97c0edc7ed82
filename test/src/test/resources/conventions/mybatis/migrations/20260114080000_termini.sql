-- // termini
CREATE VIEW termini AS SELECT number, terminus(number) FROM line;

-- //@UNDO
DROP VIEW termini;
