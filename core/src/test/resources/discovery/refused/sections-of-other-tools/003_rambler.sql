-- rambler up
CREATE TABLE c (id int);
-- rambler down
DROP TABLE c;
