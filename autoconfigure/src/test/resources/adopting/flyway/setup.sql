CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE OR REPLACE VIEW names AS SELECT name FROM users;
CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL, version VARCHAR(50), description VARCHAR(200) NOT NULL,
  type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INTEGER, installed_by VARCHAR(100) NOT NULL,
  installed_on TIMESTAMP NOT NULL DEFAULT now(), execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL,
  CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank));
INSERT INTO flyway_schema_history VALUES
  (1, '1', 'users', 'SQL', 'V1__users.sql', 603353051, 'shop', DEFAULT, 12, true),
  (2, '2', 'orders', 'SQL', 'V2__orders.sql', -1927402203, 'shop', DEFAULT, 7, true),
  (3, NULL, 'names', 'SQL', 'R__names.sql', 1235917246, 'shop', DEFAULT, 3, true);
