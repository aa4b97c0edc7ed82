-- migrate:up
CREATE TYPE flour AS ENUM ('Weizen', 'Roggen');
CREATE TABLE loaf (
  bakery_id bigint NOT NULL REFERENCES bakery,
  flour     flour NOT NULL,
  grams     integer NOT NULL
);

-- migrate:down
DROP TABLE loaf;
DROP TYPE flour;
