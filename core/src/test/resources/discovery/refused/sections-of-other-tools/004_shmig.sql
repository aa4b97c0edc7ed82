-- ==== UP ====
CREATE TABLE d (id int);
-- ==== DOWN ====
DROP TABLE d;
