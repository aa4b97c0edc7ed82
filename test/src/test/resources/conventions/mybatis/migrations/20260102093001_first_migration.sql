-- // First migration.
-- Migration SQL that makes the change goes here.
CREATE TABLE line (
  number varchar(6) PRIMARY KEY,
  colour char(7)
);
-- // @UNDO
-- SQL to undo the change goes here.
DROP TABLE line;
