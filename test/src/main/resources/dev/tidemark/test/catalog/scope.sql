-- What the other queries look at: everything that is neither PostgreSQL's own, nor an extension's, nor Tidemark's history.
WITH extension_objects AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), schemas AS (
  SELECT n.oid, n.nspname AS name, n.nspowner AS owner, n.nspacl AS acl
  FROM pg_namespace n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid)
), history AS (
  SELECT c.oid FROM pg_class c
  WHERE c.relkind = 'r' AND obj_description(c.oid, 'pg_class') ~ '^Tidemark history, format '
), relations AS (
  SELECT c.*, c.oid::regclass::text AS name,
         CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
                        ELSE 'composite type' END AS kind
  FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    AND NOT EXISTS (SELECT FROM history h WHERE h.oid = c.oid)
    AND NOT EXISTS (SELECT FROM pg_depend d JOIN history h ON h.oid = d.refobjid
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S')
    AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), types AS (
  SELECT t.*, t.oid::regtype::text AS name FROM pg_type t JOIN schemas s ON s.oid = t.typnamespace
  WHERE t.typtype IN ('b', 'd', 'e', 'r', 'p') AND t.typrelid = 0 AND t.typcategory <> 'A'
    AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
), routines AS (
  SELECT p.*, p.oid::regprocedure::text AS name,
         CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS kind
  FROM pg_proc p JOIN schemas s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
)
