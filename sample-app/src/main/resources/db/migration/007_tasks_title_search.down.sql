DROP INDEX CONCURRENTLY tasks_title_trgm;
