-- Up Migration
CREATE TABLE choirs (
  id   serial PRIMARY KEY,
  name varchar(1000) NOT NULL
);

-- Down Migration
DROP TABLE choirs;
