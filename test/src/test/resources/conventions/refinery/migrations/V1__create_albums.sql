CREATE TABLE album (
  id    serial PRIMARY KEY,
  title text NOT NULL
);
