CREATE TABLE podcast (
  id    integer PRIMARY KEY,
  title text NOT NULL
);
