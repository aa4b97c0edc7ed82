CREATE TABLE loan (
  id          bigserial PRIMARY KEY,
  copy_id     bigint NOT NULL REFERENCES ${catalogue_schema}.copy,
  reader_id   integer NOT NULL REFERENCES reader,
  lent_on     date NOT NULL,
  returned_on date,
  CHECK (returned_on >= lent_on)
);
