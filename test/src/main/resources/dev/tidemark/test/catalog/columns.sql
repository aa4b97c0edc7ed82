-- Without positions: a column that is dropped and added again comes last, and no undo can help it.
SELECT format('column %s.%I', r.name, a.attname),
       concat_ws(', ', format_type(a.atttypid, a.atttypmod),
         'collation ' || CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
         CASE WHEN a.attnotnull THEN 'not null' END,
         CASE a.attgenerated WHEN '' THEN 'default ' ELSE 'generated as ' END || pg_get_expr(d.adbin, d.adrelid)
           || CASE a.attgenerated WHEN 'v' THEN ' virtual' WHEN 's' THEN ' stored' ELSE '' END,
         CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
         'storage ' || CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END,
         'compression ' || NULLIF(a.attcompression::text, ''),
         'statistics ' || NULLIF(a.attstattarget, -1),
         'options ' || array_to_string(a.attoptions, ' '))
FROM relations r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind <> 'S'
