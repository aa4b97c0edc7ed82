# --- !Ups
CREATE TABLE b (id int);

# --- !Downs
DROP TABLE b;
