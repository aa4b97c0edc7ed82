-- Only what is not as the server makes it for the one who asks.
SELECT format('access to %s', o.name),
       concat_ws(', ', 'owner ' || pg_get_userbyid(o.owner),
         (SELECT string_agg(format('%s: %s%s', CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END, x.privilege_type,
                                   CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END), ', '
                            ORDER BY CASE x.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(x.grantee) END, x.privilege_type)
          FROM aclexplode(coalesce(o.acl, o.usual)) x))
FROM (
  SELECT format('schema %I', name) AS name, owner, acl, acldefault('n', owner) AS usual FROM schemas
  UNION ALL
  SELECT format('%s %s', kind, name), relowner, relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)
  FROM relations WHERE relkind <> 'c'
  UNION ALL
  SELECT format('%s %s', kind, name), proowner, proacl, acldefault('f', proowner) FROM routines
  UNION ALL
  SELECT format('type %s', name), typowner, typacl, acldefault('T', typowner) FROM types
  UNION ALL
  SELECT format('column %s.%I', r.name, a.attname), r.relowner, a.attacl, acldefault('c', r.relowner)
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid
  WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped
) o
WHERE pg_get_userbyid(o.owner) <> current_user
   OR (o.acl IS NOT NULL AND NOT (o.acl @> o.usual AND o.usual @> o.acl))
UNION ALL
SELECT format('default privileges of %s for %s%s', pg_get_userbyid(d.defaclrole),
              CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::text END,
              ' in schema ' || NULLIF(d.defaclnamespace, 0)::regnamespace),
       (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(d.defaclacl) x)
FROM pg_default_acl d
UNION ALL
SELECT format('policy %I on %s', p.polname, r.name),
       concat_ws(', ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
         CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END,
         'to ' || (SELECT string_agg(CASE x WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x) END, ' ' ORDER BY x) FROM unnest(p.polroles) x),
         'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
