package dev.tidemark.snapshot;

import java.util.List;

/**
 * Reads schemas, extensions, collations, types, and what text search has.
 */
final class TypeQueries {

	private static final String SCHEMAS = """
			SELECT 'pg_namespace'::regclass::oid::bigint, s.oid::bigint, s.name,
			       CASE WHEN s.nspname <> 'public' THEN format('CREATE SCHEMA IF NOT EXISTS %s;', s.name) ELSE '' END
			FROM schemas s
			""";

	private static final String EXTENSIONS = """
			SELECT 'pg_extension'::regclass::oid::bigint, x.oid::bigint, quote_ident(x.extname),
			       format('CREATE EXTENSION IF NOT EXISTS %I%s;', x.extname,
			              (SELECT ' WITH SCHEMA ' || quote_ident(n.nspname) FROM pg_namespace n
			               WHERE n.oid = x.extnamespace
			                 AND NOT EXISTS (SELECT FROM extension_objects e
			                                 WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid)))
			FROM pg_extension x WHERE x.oid >= 16384
			""";

	private static final String COLLATIONS = """
			SELECT 'pg_collation'::regclass::oid::bigint, c.oid::bigint, format('%s.%I', n.name, c.collname),
			       format('CREATE COLLATION %s.%I (%s);', n.name, c.collname, concat_ws(', ',
			         'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
			         CASE WHEN c.collprovider = 'c'
			           THEN format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
			           ELSE format('locale = %L', coalesce(j.row->>'colllocale', j.row->>'colliculocale', c.collcollate)) END,
			         CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
			         'rules = ' || quote_literal(j.row->>'collicurules')))
			FROM pg_collation c
			JOIN namespaces n ON n.oid = c.collnamespace
			CROSS JOIN LATERAL (SELECT to_jsonb(c) AS row) j
			WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_collation'::regclass AND e.objid = c.oid)
			""";

	private static final String ENUMS = """
			SELECT 'pg_type'::regclass::oid::bigint, t.oid::bigint, t.name,
			       format('CREATE TYPE %s AS ENUM (%s);', t.name,
			              (SELECT E'\\n    ' || string_agg(quote_literal(e.enumlabel), E',\\n    ' ORDER BY e.enumsortorder) || E'\\n'
			               FROM pg_enum e WHERE e.enumtypid = t.oid))
			FROM types t WHERE t.typtype = 'e'
			""";

	private static final String COMPOSITES = """
			SELECT 'pg_type'::regclass::oid::bigint, r.reltype::bigint, r.name,
			       format('CREATE TYPE %s AS (%s);', r.name,
			              (SELECT E'\\n    ' || string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
			                        || coalesce((SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
			                                     FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
			                                     JOIN pg_type t ON t.oid = a.atttypid
			                                     WHERE c.oid = a.attcollation AND a.attcollation <> t.typcollation), ''),
			                        E',\\n    ' ORDER BY a.attnum) || E'\\n'
			               FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped))
			FROM relations r WHERE r.relkind = 'c'
			""";

	private static final String DOMAINS = """
			SELECT 'pg_type'::regclass::oid::bigint, t.oid::bigint, t.name,
			       format('CREATE DOMAIN %s AS %s%s;', t.name, format_type(t.typbasetype, t.typtypmod), concat(
			         (SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
			          FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
			          WHERE c.oid = t.typcollation AND c.oid <> b.typcollation),
			         ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),
			         CASE WHEN t.typnotnull THEN concat(
			           (SELECT format(E'\\n    CONSTRAINT %I', k.conname) FROM pg_constraint k
			            WHERE k.contypid = t.oid AND k.contype = 'n' AND k.conname <> t.typname || '_not_null'), ' NOT NULL') END,
			         (SELECT string_agg(format(E'\\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
			          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated)))
			FROM types t JOIN pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd'
			""";

	private static final String RANGES = """
			SELECT 'pg_type'::regclass::oid::bigint, t.oid::bigint, t.name,
			       format(E'CREATE TYPE %s AS RANGE (\\n    %s\\n);', t.name, concat_ws(E',\\n    ',
			         'SUBTYPE = ' || format_type(g.rngsubtype, NULL),
			         (SELECT format('SUBTYPE_OPCLASS = %I.%I', n.nspname, o.opcname)
			          FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace WHERE o.oid = g.rngsubopc AND NOT o.opcdefault),
			         (SELECT format('COLLATION = %I.%I', n.nspname, c.collname)
			          FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace JOIN pg_type s ON s.oid = g.rngsubtype
			          WHERE c.oid = g.rngcollation AND c.oid <> s.typcollation),
			         (SELECT format('SUBTYPE_DIFF = %I.%I', n.nspname, p.proname)
			          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = g.rngsubdiff),
			         (SELECT format('MULTIRANGE_TYPE_NAME = %I.%I', n.nspname, m.typname)
			          FROM pg_type m JOIN pg_namespace n ON n.oid = m.typnamespace WHERE m.oid = g.rngmultitypid)))
			FROM types t JOIN pg_range g ON g.rngtypid = t.oid WHERE t.typtype = 'r' AND g.rngcanonical = 0
			""";

	private static final String DICTIONARIES = """
			SELECT 'pg_ts_dict'::regclass::oid::bigint, d.oid::bigint, format('%s.%I', n.name, d.dictname),
			       format('CREATE TEXT SEARCH DICTIONARY %s.%I (TEMPLATE = %I.%I%s);', n.name, d.dictname, tn.nspname, t.tmplname,
			              ', ' || d.dictinitoption)
			FROM pg_ts_dict d
			JOIN namespaces n ON n.oid = d.dictnamespace
			JOIN pg_ts_template t ON t.oid = d.dicttemplate
			JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
			WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_ts_dict'::regclass AND e.objid = d.oid)
			""";

	private static final String CONFIGURATIONS = """
			SELECT 'pg_ts_config'::regclass::oid::bigint, c.oid::bigint, format('%s.%I', n.name, c.cfgname),
			       format('CREATE TEXT SEARCH CONFIGURATION %s.%I (PARSER = %I.%I);', n.name, c.cfgname, pn.nspname, p.prsname)
			       || coalesce((
			         SELECT string_agg(format(E'\\nALTER TEXT SEARCH CONFIGURATION %s.%I ADD MAPPING FOR %I WITH %s;', n.name, c.cfgname,
			                                  y.alias, m.dictionaries), '' ORDER BY y.alias)
			         FROM (SELECT m.maptokentype, string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS dictionaries
			               FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
			               WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) m
			         JOIN ts_token_type(p.oid) y ON y.tokid = m.maptokentype), '')
			FROM pg_ts_config c
			JOIN namespaces n ON n.oid = c.cfgnamespace
			JOIN pg_ts_parser p ON p.oid = c.cfgparser
			JOIN pg_namespace pn ON pn.oid = p.prsnamespace
			WHERE NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = 'pg_ts_config'::regclass AND e.objid = c.oid)
			""";

	private TypeQueries() {
	}

	static List<ObjectQuery> all() {
		return List.of(new ObjectQuery(ObjectKind.SCHEMA, SCHEMAS), new ObjectQuery(ObjectKind.EXTENSION, EXTENSIONS),
				new ObjectQuery(ObjectKind.COLLATION, COLLATIONS), new ObjectQuery(ObjectKind.TYPE, ENUMS),
				new ObjectQuery(ObjectKind.TYPE, COMPOSITES), new ObjectQuery(ObjectKind.TYPE, DOMAINS),
				new ObjectQuery(ObjectKind.TYPE, RANGES), new ObjectQuery(ObjectKind.TEXT_SEARCH, DICTIONARIES),
				new ObjectQuery(ObjectKind.TEXT_SEARCH, CONFIGURATIONS));
	}

}
