-- +micrate Up
CREATE VIEW unpaid AS SELECT * FROM repairs WHERE NOT paid;
-- +micrate Down
DROP VIEW unpaid;
