CREATE INDEX CONCURRENTLY plants_latin ON plants (latin);
