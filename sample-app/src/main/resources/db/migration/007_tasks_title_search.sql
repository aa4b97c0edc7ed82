-- Alone in its file: it cannot run in a transaction, and so nothing else depends on how far it came.
CREATE INDEX CONCURRENTLY tasks_title_trgm ON tasks USING gin (title gin_trgm_ops);
