CREATE INDEX CONCURRENTLY sessions_expiry ON sessions (expires_at);
