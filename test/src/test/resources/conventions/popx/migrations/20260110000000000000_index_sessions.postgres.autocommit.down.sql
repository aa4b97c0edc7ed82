DROP INDEX CONCURRENTLY sessions_identity;
