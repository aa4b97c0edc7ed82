CREATE TABLE modern (id int CONSTRAINT named_not_null NOT NULL, doubled int GENERATED ALWAYS AS (id * 2) VIRTUAL, note text,
  CONSTRAINT not_inherited NOT NULL note NO INHERIT, CONSTRAINT unenforced CHECK (id > 5) NOT ENFORCED);
CREATE TABLE unproved (a int);
ALTER TABLE unproved ADD CONSTRAINT a_there NOT NULL a NOT VALID;
CREATE TABLE bookings (room int, during tstzrange, CONSTRAINT booked PRIMARY KEY (room, during WITHOUT OVERLAPS));
CREATE TABLE guests (room int, during tstzrange, FOREIGN KEY (room, PERIOD during) REFERENCES bookings (room, PERIOD during));
CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE numbered_2024 PARTITION OF numbered FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE COLLATION built_in (provider = builtin, locale = 'C.UTF-8');
CREATE COLLATION with_rules (provider = icu, locale = 'und', rules = '&V << w <<< W');
CREATE TABLE parent_not_null (a int, b int);
CREATE TABLE child_not_null () INHERITS (parent_not_null);
ALTER TABLE ONLY child_not_null ADD CONSTRAINT b_there NOT NULL b;
