-- +micrate Up
INSERT INTO bikes (frame) VALUES ('Stahl; grün'), ('Aluminium');

-- +micrate Down
DELETE FROM bikes;
