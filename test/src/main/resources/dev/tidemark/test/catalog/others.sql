-- What has no printable definition of its own, or one that may hold a password: that it is there.
SELECT format('%s %s', i.type, i.identity), 'present'
FROM (
  SELECT 'pg_am'::regclass AS catalog, oid FROM pg_am
  UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
  UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation
  UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
  UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language
  UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
  UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator
  UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily
  UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication
  UNION ALL SELECT 'pg_publication_rel'::regclass, oid FROM pg_publication_rel
  UNION ALL SELECT 'pg_transform'::regclass, oid FROM pg_transform
  UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config
  UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
  UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser
  UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template
) o
CROSS JOIN LATERAL pg_identify_object(o.catalog, o.oid, 0) i
WHERE o.oid >= 16384
  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = o.catalog AND e.objid = o.oid)
  AND (i.schema IS NULL OR i.schema IN (SELECT name FROM schemas))
UNION ALL
SELECT format('user mapping of %I for %I', usename, srvname), 'present' FROM pg_user_mappings
