-- +micrate Up
-- SQL in section 'Up' is executed when this migration is applied
CREATE TABLE repairs (
  id BIGSERIAL PRIMARY KEY,
  bike_id BIGINT REFERENCES bikes,
  what TEXT
);
CREATE INDEX repair_bike_id_idx ON repairs (bike_id);

-- +micrate Down
-- SQL section 'Down' is executed when this migration is rolled back
DROP TABLE IF EXISTS repairs;
