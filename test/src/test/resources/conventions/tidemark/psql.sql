CREATE TABLE bakery (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TYPE flour AS ENUM ('Weizen', 'Roggen');
CREATE TABLE loaf (
  bakery_id bigint NOT NULL REFERENCES bakery,
  flour     flour NOT NULL,
  grams     integer NOT NULL
);

\ir migrations/003_index_loaves.sql
\ir migrations/004_weight.up.sql

INSERT INTO bakery (name) VALUES ('Bäckerei Süß');
INSERT INTO loaf VALUES (1, 'Roggen', 1000);

CREATE TABLE IF NOT EXISTS oven (kind text DEFAULT 'Holzofen');

CREATE OR REPLACE VIEW heavy_bakery AS SELECT * FROM bakery WHERE total_grams(id) > 1000;
