package dev.tidemark.schema;

import java.util.List;

/**
 * Describes types, queries of views, routines, triggers, rules, policies, comments, what
 * everybody may do, and what else there is. Each query yields what is described, and its
 * description.
 */
final class CodeQueries {

	private static final String TYPES = """
			SELECT 'type ' || t.name, CASE t.typtype
			  WHEN 'e' THEN 'enum ' || coalesce((SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
			  WHEN 'd' THEN concat_ws(', ', 'domain over ' || format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'not null' END,
			    'default ' || t.typdefault, 'collation ' || CASE WHEN t.typcollation <> b.typcollation THEN (SELECT c.collname::text FROM pg_collation c WHERE c.oid = t.typcollation) END)
			  WHEN 'r' THEN (SELECT concat_ws(', ', 'range of ' || format_type(g.rngsubtype, NULL), 'difference ' || NULLIF(g.rngsubdiff::oid, 0)::regprocedure,
			                   'class ' || (SELECT o.opcname FROM pg_opclass o WHERE o.oid = g.rngsubopc), 'multirange ' || format_type(g.rngmultitypid, NULL))
			                 FROM pg_range g WHERE g.rngtypid = t.oid)
			  ELSE 'base type' END
			FROM types t LEFT JOIN pg_type b ON b.oid = t.typbasetype
			""";

	private static final String ROUTINES = """
			SELECT format('query of %%s %%s', %s, r.name), pg_get_viewdef(r.oid) FROM relations r WHERE r.relkind IN ('v', 'm')
			UNION ALL
			SELECT format('%%s %%s', p.kind, p.name), CASE p.prokind WHEN 'a' THEN
			  (SELECT concat_ws(', ', 'kind ' || a.aggkind::text, 'transition ' || a.aggtransfn::regprocedure, 'state ' || format_type(a.aggtranstype, NULL),
			            'initially ' || a.agginitval, 'final ' || NULLIF(a.aggfinalfn::oid, 0)::regprocedure::text || a.aggfinalmodify::text, 'combine ' || NULLIF(a.aggcombinefn::oid, 0)::regprocedure,
			            'moving ' || NULLIF(a.aggmtransfn::oid, 0)::regprocedure, 'parallel ' || p.proparallel::text)
			   FROM pg_aggregate a WHERE a.aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END
			FROM routines p
			"""
		.formatted(StructureQueries.KIND);

	private static final String ON_TABLES = """
			SELECT format('trigger %I on %s', t.tgname, r.name), concat_ws(', ', pg_get_triggerdef(t.oid), 'state ' || NULLIF(t.tgenabled::text, 'O'))
			FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid
			-- before PostgreSQL 15 those of partitions are internal
			WHERE NOT t.tgisinternal OR EXISTS (SELECT FROM pg_trigger p WHERE p.oid = t.tgparentid AND NOT p.tgisinternal)
			UNION ALL
			SELECT format('rule %I on %s', w.rulename, r.name), concat_ws(', ', pg_get_ruledef(w.oid), 'state ' || NULLIF(w.ev_enabled::text, 'O'))
			FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
			UNION ALL
			SELECT format('policy %I on %s', p.polname, r.name), concat_ws(', ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, 'for ' || p.polcmd::text,
			  'to ' || (SELECT string_agg(CASE x WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x) END, ' ' ORDER BY CASE x WHEN 0 THEN '' ELSE pg_get_userbyid(x) END) FROM unnest(p.polroles) x),
			  'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
			FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
			UNION ALL
			SELECT format('event trigger %I', e.evtname), concat_ws(', ', e.evtevent, array_to_string(e.evttags, ' '), e.evtfoid::regprocedure::text, 'state ' || NULLIF(e.evtenabled::text, 'O'))
			FROM pg_event_trigger e
			WHERE NOT EXISTS (SELECT FROM extension_objects x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid)
			UNION ALL
			SELECT format('extension needed by %s %s', i.type, i.identity), x.extname::text
			FROM pg_depend d JOIN pg_extension x ON d.refclassid = 'pg_extension'::regclass AND x.oid = d.refobjid
			CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) i WHERE d.deptype = 'x'
			""";

	/**
	 * Below 16384 is what initdb makes; of that only the schema public is of interest.
	 */
	private static final String COMMENTS = """
			SELECT format('comment on %s %s', i.type, i.identity), d.description
			FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
			WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM schemas)))
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = d.classoid AND e.objid = d.objoid)
			  AND NOT EXISTS (SELECT FROM left_out l WHERE d.classoid = 'pg_class'::regclass AND l.oid = d.objoid)
			  AND d.classoid <> 'pg_extension'::regclass
			""";

	private static final String EVERYBODY = """
			SELECT format('what everybody may do with %s', o.name), coalesce((
			  SELECT string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END, ', ' ORDER BY x.privilege_type)
			  FROM aclexplode(o.acl) x WHERE x.grantee = 0), 'nothing')
			FROM (
			  SELECT 'schema ' || name AS name, coalesce(nspacl, acldefault('n', nspowner)) AS acl FROM schemas
			  UNION ALL
			  SELECT r.name, coalesce(r.relacl, acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner)) FROM relations r WHERE r.relkind <> 'c'
			  UNION ALL
			  SELECT format('%s %s', p.kind, p.name), coalesce(p.proacl, acldefault('f', p.proowner)) FROM routines p
			  UNION ALL
			  SELECT 'type ' || t.name, coalesce(t.typacl, acldefault('T', t.typowner)) FROM types t
			  UNION ALL
			  SELECT format('column %s.%I', r.name, a.attname), a.attacl
			  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attacl IS NOT NULL
			) o
			""";

	/** Collations and text search are shown by what they are made of. */
	private static final String OTHERS = """
			SELECT format('%s %s', i.type, i.identity), coalesce(o.text, 'present')
			FROM (
			  SELECT 'pg_am'::regclass AS catalog, oid, NULL AS text FROM pg_am
			  UNION ALL SELECT 'pg_cast'::regclass, oid, concat_ws(' ', castmethod, castcontext, NULLIF(castfunc::oid, 0)::regprocedure)
			            FROM pg_cast c WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
			  UNION ALL SELECT 'pg_collation'::regclass, c.oid,
			            (to_jsonb(c) - '{oid,collnamespace,collowner,collversion,collname}'::text[])::text FROM pg_collation c
			  UNION ALL SELECT 'pg_conversion'::regclass, oid, NULL FROM pg_conversion
			  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, NULL FROM pg_foreign_data_wrapper
			  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, NULL FROM pg_foreign_server
			  UNION ALL SELECT 'pg_language'::regclass, oid, NULL FROM pg_language
			  UNION ALL SELECT 'pg_opclass'::regclass, oid, NULL FROM pg_opclass
			  UNION ALL SELECT 'pg_operator'::regclass, oid, concat_ws(' ', oprcode, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin, oprcanhash, oprcanmerge) FROM pg_operator
			  UNION ALL SELECT 'pg_opfamily'::regclass, oid, NULL FROM pg_opfamily
			  UNION ALL SELECT 'pg_transform'::regclass, oid, NULL FROM pg_transform
			  UNION ALL SELECT 'pg_ts_config'::regclass, c.oid, (
			              SELECT string_agg(format('%s %s', m.maptokentype, m.mapdict::regdictionary), ', ' ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = c.oid) FROM pg_ts_config c
			  UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictinitoption FROM pg_ts_dict
			  UNION ALL SELECT 'pg_ts_parser'::regclass, oid, NULL FROM pg_ts_parser
			  UNION ALL SELECT 'pg_ts_template'::regclass, oid, NULL FROM pg_ts_template
			) o
			CROSS JOIN LATERAL pg_identify_object(o.catalog, o.oid, 0) i
			WHERE o.oid >= 16384
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = o.catalog AND e.objid = o.oid)
			""";

	private CodeQueries() {
	}

	static List<String> all() {
		return List.of(TYPES, ROUTINES, ON_TABLES, COMMENTS, EVERYBODY, OTHERS);
	}

}
