package dev.tidemark.snapshot;

import java.util.List;

/**
 * Reads what is said about an object in statements of its own, which follow the one that
 * makes it. Each query yields catalog, object, name and statement.
 */
final class DetailQueries {

	private static final String ATTACHED = """
			SELECT 'pg_class'::regclass::oid::bigint, s.oid::bigint, lpad(p.inhseqno::text, 9, '0'), CASE WHEN s.relispartition
			  THEN format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s;', p.name, s.name, pg_get_expr(c.relpartbound, c.oid))
			  ELSE format('ALTER TABLE ONLY %s INHERIT %s;', s.name, p.name) END
			FROM shapes s JOIN parents p ON p.inhrelid = s.oid JOIN pg_class c ON c.oid = s.oid
			WHERE s.standalone
			""";

	private static final String TYPED = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, '', format('ALTER TABLE ONLY %s OF %s;', r.name, format_type(r.reloftype, NULL))
			FROM relations r WHERE r.reloftype <> 0
			""";

	/** What a child says otherwise about a column that it has from its parents. */
	private static final String INHERITED = """
			SELECT 'pg_class'::regclass::oid::bigint, s.oid::bigint, quote_ident(a.attname), concat_ws(E'\\n',
			  CASE WHEN a.attgenerated = '' AND pg_get_expr(f.adbin, f.adrelid) IS DISTINCT FROM u.expression
			    THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I ', s.name, a.attname)
			      || CASE WHEN f.oid IS NULL THEN 'DROP DEFAULT;' ELSE format('SET DEFAULT %s;', pg_get_expr(f.adbin, f.adrelid)) END END,
			  CASE WHEN a.attnotnull AND NOT u.attnotnull
			         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = s.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum])
			    THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I SET NOT NULL;', s.name, a.attname) END)
			FROM shapes s
			JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attislocal
			LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
			CROSS JOIN LATERAL (
			  SELECT bool_or(x.attnotnull) AS attnotnull, max(pg_get_expr(g.adbin, g.adrelid)) AS expression
			  FROM parents p JOIN pg_attribute x ON x.attrelid = p.inhparent AND x.attname = a.attname
			  LEFT JOIN pg_attrdef g ON g.adrelid = x.attrelid AND g.adnum = x.attnum
			  WHERE p.inhrelid = s.oid) u
			WHERE NOT s.standalone
			""";

	private static final String COLUMNS = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, lpad(a.attnum::text, 9, '0'), concat_ws(E'\\n',
			  CASE WHEN r.relkind <> 'v' AND a.attstorage <> t.typstorage THEN c.alter || format('SET STORAGE %s;',
			    CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END) END,
			  CASE WHEN a.attstattarget <> -1 THEN c.alter || format('SET STATISTICS %s;', a.attstattarget) END,
			  (SELECT c.alter || format('SET (%s);', string_agg(split_part(x, '=', 1) || '=' || quote_literal(substr(x, strpos(x, '=') + 1)), ', ' ORDER BY x))
			   -- some the server notes for itself
			   FROM unnest(a.attoptions) x WHERE x NOT LIKE 'pg\\_%' HAVING count(*) > 0))
			FROM relations r
			JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
			JOIN pg_type t ON t.oid = a.atttypid
			CROSS JOIN LATERAL (SELECT format('ALTER %s %s ALTER COLUMN %I ', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE ONLY' END, r.name, a.attname) AS alter) c
			WHERE r.relkind IN ('r', 'p', 'm')
			""";

	private static final String REPLICA_IDENTITY = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, '',
			       format('ALTER TABLE ONLY %s REPLICA IDENTITY %s;', r.name, CASE r.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END)
			FROM relations r WHERE r.relkind IN ('r', 'p', 'm') AND r.relreplident IN ('f', 'n')
			""";

	private static final String INDEXES = """
			SELECT 'pg_class'::regclass::oid::bigint, i.indexrelid::bigint, c.relname::text, concat_ws(E'\\n',
			  CASE WHEN k.oid IS NOT NULL THEN
			    (SELECT format('ALTER INDEX %I.%I SET (%s);', n.nspname, c.relname,
			                   string_agg(split_part(x, '=', 1) || '=' || quote_literal(substr(x, strpos(x, '=') + 1)), ', ' ORDER BY x))
			     FROM unnest(c.reloptions) x HAVING count(*) > 0) END,
			  (SELECT string_agg(format('ALTER INDEX %I.%I ALTER COLUMN %s SET STATISTICS %s;', n.nspname, c.relname, a.attnum, a.attstattarget), E'\\n' ORDER BY a.attnum)
			   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attstattarget <> -1),
			  CASE WHEN i.indisclustered THEN format('ALTER %s %s CLUSTER ON %I;', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, r.name, c.relname) END,
			  CASE WHEN i.indisreplident THEN format('ALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %I;', r.name, c.relname) END)
			FROM pg_index i
			JOIN relations r ON r.oid = i.indrelid
			JOIN pg_class c ON c.oid = i.indexrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
			""";

	private static final String DOMAINS = """
			SELECT 'pg_type'::regclass::oid::bigint, t.oid::bigint, k.conname::text,
			       format('ALTER DOMAIN %s ADD CONSTRAINT %I %s;', t.name, k.conname, pg_get_constraintdef(k.oid))
			FROM types t JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated
			""";

	/**
	 * Whether the triggers of partitions follow that of their table, depends on the
	 * version of the server.
	 */
	private static final String PARTITION_TRIGGERS = """
			SELECT 'pg_trigger'::regclass::oid::bigint, t.oid::bigint, r.name, format('ALTER TABLE ONLY %s %s TRIGGER %I;', r.name, e.enabled, t.tgname)
			FROM pg_trigger t
			JOIN relations r ON r.oid = t.tgrelid AND r.relkind <> 'f'
			JOIN pg_trigger p ON p.oid = t.tgparentid AND NOT p.tgisinternal
			JOIN (VALUES ('O', 'ENABLE'), ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) AS e (state, enabled) ON e.state = t.tgenabled::text
			WHERE t.tgenabled <> 'O' OR p.tgenabled <> 'O'
			""";

	private static final String NEEDED_EXTENSIONS = """
			SELECT d.classid::bigint, d.objid::bigint, x.extname::text, format('ALTER %s DEPENDS ON EXTENSION %I;',
			  CASE i.type WHEN 'trigger' THEN 'TRIGGER ' || replace(i.identity, ' on ', ' ON ') ELSE upper(i.type) || ' ' || i.identity END, x.extname)
			FROM pg_depend d
			JOIN pg_extension x ON d.refclassid = 'pg_extension'::regclass AND x.oid = d.refobjid
			CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) i
			WHERE d.deptype = 'x'
			""";

	private static final String COMMENTS = """
			SELECT d.classoid::bigint, d.objoid::bigint, lpad(d.objsubid::text, 9, '0'),
			       format('COMMENT ON %s IS %L;', CASE
			         WHEN d.objsubid <> 0 THEN 'COLUMN ' || i.identity
			         WHEN k.contypid <> 0 THEN format('CONSTRAINT %I ON DOMAIN %s', k.conname, format_type(k.contypid, NULL))
			         WHEN k.oid IS NOT NULL THEN 'CONSTRAINT ' || replace(i.identity, ' on ', ' ON ')
			         WHEN i.type = 'statistics object' THEN 'STATISTICS ' || i.identity
			         WHEN i.type = 'aggregate' THEN 'AGGREGATE ' || replace(i.identity, '()', '(*)')
			         WHEN i.type IN ('trigger', 'rule', 'policy') THEN upper(i.type) || ' ' || replace(i.identity, ' on ', ' ON ')
			         ELSE upper(i.type) || ' ' || i.identity END, d.description)
			FROM pg_description d
			LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
			CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
			WHERE (d.objoid >= 16384 OR (d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM schemas)))
			  AND d.classoid <> 'pg_extension'::regclass
			  AND NOT (i.identity = 'public' AND d.description = 'standard public schema')
			  AND NOT EXISTS (SELECT FROM extension_objects e WHERE e.classid = d.classoid AND e.objid = d.objoid)
			""";

	private DetailQueries() {
	}

	/**
	 * Returns the queries.
	 * @return those of one object in the order in which its statements come
	 */
	static List<String> all() {
		String shapes = TableQueries.shapes(List.of());
		return List.of(shapes + ATTACHED, TYPED, shapes + INHERITED, COLUMNS, REPLICA_IDENTITY, INDEXES, DOMAINS,
				PARTITION_TRIGGERS, NEEDED_EXTENSIONS, COMMENTS, AccessQueries.OF_EVERYBODY);
	}

}
