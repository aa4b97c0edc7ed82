CREATE SCHEMA audit;
CREATE TABLE audit.changes (at timestamptz NOT NULL, what text NOT NULL);
