SELECT format('query of %s %s', r.kind, r.name), pg_get_viewdef(r.oid) FROM relations r WHERE r.relkind IN ('v', 'm')
UNION ALL
SELECT format('%s %s', p.kind, p.name), CASE p.prokind WHEN 'a' THEN
         (SELECT concat_ws(', ', 'transition ' || a.aggtransfn::regprocedure, 'state ' || format_type(a.aggtranstype, NULL), 'initially ' || a.agginitval,
                   'final ' || NULLIF(a.aggfinalfn, 0)::regprocedure, 'combine ' || NULLIF(a.aggcombinefn, 0)::regprocedure)
          FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
       ELSE pg_get_functiondef(p.oid) END
FROM routines p
UNION ALL
SELECT format('trigger %I on %s', t.tgname, r.name),
       concat_ws(', ', pg_get_triggerdef(t.oid), CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END)
FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid
WHERE NOT t.tgisinternal
UNION ALL
SELECT format('event trigger %I', e.evtname),
       concat_ws(', ', e.evtevent, array_to_string(e.evttags, ' '), e.evtfoid::regprocedure::text, CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END)
FROM pg_event_trigger e
WHERE NOT EXISTS (SELECT FROM extension_objects x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid)
UNION ALL
SELECT format('rule %I on %s', w.rulename, r.name), pg_get_ruledef(w.oid)
FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class
WHERE w.rulename <> '_RETURN'
