CREATE TABLE notes (id uuid PRIMARY KEY, body text);
COMMENT ON TABLE notes IS 'what customers say; and we answer';
