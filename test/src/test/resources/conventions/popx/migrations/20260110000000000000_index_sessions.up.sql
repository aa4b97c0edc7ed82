CREATE INDEX sessions_identity ON sessions (identity_id);
