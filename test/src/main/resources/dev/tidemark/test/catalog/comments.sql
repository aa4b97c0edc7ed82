-- Below 16384 are the objects that initdb makes; of these only the schema public is of interest.
SELECT format('comment on %s %s', i.type, i.identity), d.description
FROM pg_description d
CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM schemas)))
  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = d.classoid AND e.objid = d.objoid)
  AND NOT EXISTS (SELECT FROM history h WHERE d.classoid = 'pg_class'::regclass AND h.oid = d.objoid)
  AND (i.schema IS NULL OR i.schema IN (SELECT name FROM schemas))
