CREATE TABLE station (
  id    integer PRIMARY KEY,
  name  text NOT NULL,
  level numeric(6, 2)
);
