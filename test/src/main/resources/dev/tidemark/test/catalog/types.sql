SELECT format('type %s', t.name), CASE t.typtype
         WHEN 'e' THEN 'enum ' || (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
         WHEN 'd' THEN concat_ws(', ', 'domain over ' || format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault)
         WHEN 'r' THEN (SELECT concat_ws(', ', 'range of ' || format_type(g.rngsubtype, NULL), 'difference ' || NULLIF(g.rngsubdiff::oid, 0)::regprocedure)
                        FROM pg_range g WHERE g.rngtypid = t.oid)
         ELSE 'base type' END
FROM types t
