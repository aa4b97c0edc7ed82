SELECT format('%s %s', r.kind, r.name),
       concat_ws(', ',
         CASE r.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END,
         'access method ' || am.amname,
         'tablespace ' || ts.spcname,
         'of type ' || NULLIF(r.reloftype, 0)::regtype,
         'partitioned by ' || CASE r.relkind WHEN 'p' THEN pg_get_partkeydef(r.oid) END,
         'child of ' || (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = r.oid),
         pg_get_expr(r.relpartbound, r.oid),
         'options ' || array_to_string(r.reloptions, ' '),
         (SELECT concat_ws(', ', 'server ' || f.srvname, 'options ' || array_to_string(x.ftoptions, ' '))
          FROM pg_foreign_table x JOIN pg_foreign_server f ON f.oid = x.ftserver WHERE x.ftrelid = r.oid),
         CASE WHEN r.relrowsecurity THEN 'row security' END,
         CASE WHEN r.relforcerowsecurity THEN 'forced row security' END,
         CASE r.relreplident WHEN 'f' THEN 'replica identity full' WHEN 'n' THEN CASE WHEN r.relkind IN ('r', 'p') THEN 'replica identity nothing' END END,
         CASE WHEN r.relkind = 'm' AND NOT r.relispopulated THEN 'not populated' END)
FROM relations r
LEFT JOIN pg_am am ON am.oid = r.relam
LEFT JOIN pg_tablespace ts ON ts.oid = r.reltablespace
UNION ALL
SELECT format('values of sequence %s', r.name),
       concat_ws(', ', format_type(q.seqtypid, NULL), format('start %s increment %s minimum %s maximum %s cache %s', q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache),
         CASE WHEN q.seqcycle THEN 'cycle' END,
         'owned by ' || (SELECT format('%s.%I', d.refobjid::regclass, a.attname)
                         FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                         WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype IN ('a', 'i')
                           AND d.refclassid = 'pg_class'::regclass))
FROM relations r JOIN pg_sequence q ON q.seqrelid = r.oid
