CREATE INDEX CONCURRENTLY sessions_identity ON sessions (identity_id);
