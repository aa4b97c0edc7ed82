CREATE TABLE IF NOT EXISTS depot (
  id   serial PRIMARY KEY,
  town varchar(80) NOT NULL
);
