-- +micrate Up
CREATE TABLE bikes (
  id BIGSERIAL PRIMARY KEY,
  frame VARCHAR NOT NULL,
  created_at TIMESTAMP
);

-- +micrate Down
DROP TABLE IF EXISTS bikes;
