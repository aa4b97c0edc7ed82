CREATE TABLE plants (
  id SERIAL PRIMARY KEY,
  latin VARCHAR NOT NULL,
  german VARCHAR,
  changed_at TIMESTAMP
);
SELECT watch_changes('plants');
