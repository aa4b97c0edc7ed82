\ir migrations/V1__dump.sql
RESET ALL;
\ir migrations/V2__suppliers.sql

-- an older psql cannot end CSV in a script on a newer server
CREATE TABLE list_price (article text, cents integer, remark text);
INSERT INTO list_price VALUES
  ('Tasse', 900, 'with a comma, a ; and "quotes"'),
  (E'two\nlines', 12, NULL),
  ('-- kein Kommentar', 3, '$$');
UPDATE list_price SET remark = 'none' WHERE remark IS NULL;

\ir migrations/V4__supplied_by.sql
\ir migrations/V5__tags.sql
\ir migrations/V6__next_sale.sql
\ir migrations/V7__drop_empty.sql
\ir migrations/V8__index.sql
\ir migrations/R__sales_by_supplier.sql
