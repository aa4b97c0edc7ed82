CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE INDEX users_name ON users (name);
CREATE VIEW names AS SELECT name FROM users;
CREATE TABLE databasechangelog (
  id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL,
  dateexecuted timestamp NOT NULL, orderexecuted int NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35),
  description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
  labels varchar(255), deployment_id varchar(10)
);
CREATE TABLE databasechangeloglock (
  id int NOT NULL PRIMARY KEY, locked boolean NOT NULL, lockgranted timestamp, lockedby varchar(255)
);
INSERT INTO databasechangeloglock VALUES (1, false, NULL, NULL);
INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum, description, liquibase) VALUES
  ('users', 'ann', 'db/changelog/changes/001-users.sql', '2026-03-01 09:30', 1, 'EXECUTED', '9:92d66ac19e4a5fc542b6c5c7d2934d4f', 'sql', '5.0.4'),
  ('names', 'ann', 'db/changelog/changes/001-users.sql', '2026-03-02 09:30', 2, 'EXECUTED', '9:d2d58ea4f4ab88131769901b6d7ac600', 'sql', '5.0.4'),
  ('1', 'bob', 'db/changelog/changes/002-views.sql', '2026-03-03 09:30', 3, 'EXECUTED', '9:f25d4b26d54cf1d9d420b0ffc80189f0', 'sql', '5.0.4'),
  ('roles', 'ann', 'db/changelog/old.xml', '2026-03-04 09:30', 4, 'EXECUTED', '8:1de0f1a7ec8e0e3d1f1f1a1a1a1a1a1a', 'sql', '5.0.4');
