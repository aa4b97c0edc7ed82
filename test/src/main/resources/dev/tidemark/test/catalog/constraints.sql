-- The name of a NOT NULL constraint (catalogued since PostgreSQL 18) comes from the server and is left out.
SELECT format('constraint %s on %s', CASE c.contype WHEN 'n' THEN pg_get_constraintdef(c.oid) ELSE quote_ident(c.conname) END,
              coalesce(r.name, t.name)),
       pg_get_constraintdef(c.oid)
FROM pg_constraint c
LEFT JOIN relations r ON r.oid = c.conrelid
LEFT JOIN types t ON t.oid = c.contypid
WHERE coalesce(r.oid, t.oid) IS NOT NULL AND c.contype <> 't'
UNION ALL
SELECT format('index %s', i.indexrelid::regclass),
       concat_ws(', ', pg_get_indexdef(i.indexrelid),
         CASE WHEN NOT i.indisvalid THEN 'INVALID' END,
         CASE WHEN i.indisclustered THEN 'clustered' END,
         CASE WHEN i.indisreplident THEN 'replica identity' END,
         'tablespace ' || ts.spcname,
         'child of ' || (SELECT p.inhparent::regclass FROM pg_inherits p WHERE p.inhrelid = i.indexrelid))
FROM pg_index i
JOIN relations r ON r.oid = i.indrelid
JOIN pg_class c ON c.oid = i.indexrelid
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
UNION ALL
SELECT format('statistics %I on %s', s.stxname, r.name), pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s JOIN relations r ON r.oid = s.stxrelid
