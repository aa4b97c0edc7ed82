DROP INDEX sessions_identity;
