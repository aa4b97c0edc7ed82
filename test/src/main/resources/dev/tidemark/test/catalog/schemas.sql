SELECT format('schema %I', name), 'a schema' FROM schemas
UNION ALL
SELECT format('extension %I', extname), format('version %s in schema %s', extversion, extnamespace::regnamespace)
FROM pg_extension
