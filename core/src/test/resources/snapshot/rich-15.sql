CREATE TABLE nulls_once (a int, b int, CONSTRAINT one_null UNIQUE NULLS NOT DISTINCT (a, b));
CREATE UNIQUE INDEX one_null_too ON nulls_once (b) NULLS NOT DISTINCT;
CREATE TABLE set_some (a int, b int, FOREIGN KEY (a, b) REFERENCES nulls_once (a, b) ON DELETE SET NULL (b));
CREATE VIEW asker WITH (security_invoker = true) AS SELECT * FROM nulls_once;
CREATE UNLOGGED SEQUENCE fast;
