CREATE TABLE account (
  id      uuid PRIMARY KEY,
  iban    text NOT NULL UNIQUE,
  balance numeric(14, 2) NOT NULL DEFAULT 0
);
