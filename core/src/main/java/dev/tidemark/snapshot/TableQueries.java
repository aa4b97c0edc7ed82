package dev.tidemark.snapshot;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads sequences and tables, with everything that stands within a table's parentheses.
 */
final class TableQueries {

	/**
	 * A partition is written as a table that is attached then, so that its columns,
	 * constraints and indexes keep their order and their names; so is a child that has
	 * all its columns by itself. The options of a sequence are those that are not as they
	 * are by default.
	 */
	static final String SHAPES = """
			, shapes AS MATERIALIZED (
			  SELECT r.oid, r.name, r.relname, r.nspname, r.relispartition,
			         r.relispartition OR NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0
			                                         AND NOT a.attisdropped AND NOT a.attislocal) AS standalone,
			         r.oid = ANY (CAST('{%s}' AS oid[])) AS split
			  FROM relations r WHERE r.relkind IN ('r', 'p')
			), parents AS MATERIALIZED (
			  SELECT i.inhrelid, i.inhparent, i.inhseqno, format('%%I.%%I', n.nspname, c.relname) AS name
			  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
			  WHERE c.relkind IN ('r', 'p')
			), sequence_options AS MATERIALIZED (
			  SELECT q.seqrelid AS oid, ltrim(concat(
			    CASE WHEN q.seqstart <> CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END THEN ' START WITH ' || q.seqstart END,
			    CASE WHEN q.seqincrement <> 1 THEN ' INCREMENT BY ' || q.seqincrement END,
			    CASE WHEN q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE t.least END THEN ' MINVALUE ' || q.seqmin END,
			    CASE WHEN q.seqmax <> CASE WHEN q.seqincrement > 0 THEN t.greatest ELSE -1 END THEN ' MAXVALUE ' || q.seqmax END,
			    CASE WHEN q.seqcache <> 1 THEN ' CACHE ' || q.seqcache END,
			    CASE WHEN q.seqcycle THEN ' CYCLE' END)) AS options
			  FROM pg_sequence q
			  JOIN (VALUES (21, -32768, 32767), (23, -2147483648, 2147483647), (20, -9223372036854775808, 9223372036854775807))
			       AS t (type, least, greatest) ON t.type = q.seqtypid
			)
			""";

	private static final String SEQUENCES = """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, r.name,
			       format('CREATE %sSEQUENCE %s%s%s;', CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED ' END, r.name,
			              CASE WHEN q.seqtypid <> 'bigint'::regtype THEN ' AS ' || format_type(q.seqtypid, NULL) END,
			              ' ' || NULLIF(o.options, ''))
			FROM relations r JOIN pg_sequence q ON q.seqrelid = r.oid JOIN sequence_options o ON o.oid = r.oid
			WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid
			                  AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i')
			""";

	private static final String TABLES = """
			, identities AS MATERIALIZED (
			  SELECT d.refobjid, d.refobjsubid, concat_ws(' ',
			    CASE WHEN c.relname <> r.relname || '_' || a.attname || '_seq' OR c.relnamespace <> r.relnamespace
			      THEN format('SEQUENCE NAME %I.%I', n.nspname, c.relname) END, NULLIF(o.options, '')) AS options
			  FROM pg_depend d
			  JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
			  JOIN pg_namespace n ON n.oid = c.relnamespace
			  JOIN relations r ON r.oid = d.refobjid
			  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
			  JOIN sequence_options o ON o.oid = c.oid
			  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
			), lines AS (
			  SELECT s.oid, 1 AS part, a.attnum::int AS place, '' AS name, concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
			    ' COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
			    (SELECT format(' COLLATE %I.%I', n.nspname, c.collname) FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
			     WHERE c.oid = a.attcollation AND c.oid <> t.typcollation),
			    CASE WHEN a.attgenerated <> ''
			           THEN format(' GENERATED ALWAYS AS (%s) %s', pg_get_expr(f.adbin, f.adrelid), CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END)
			         WHEN i.options IS NOT NULL
			           THEN format(' GENERATED %s AS IDENTITY%s', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, ' (' || NULLIF(i.options, '') || ')')
			         WHEN NOT s.split THEN ' DEFAULT ' || pg_get_expr(f.adbin, f.adrelid) END,
			    CASE WHEN a.attnotnull AND (k.oid IS NULL OR (k.convalidated AND (k.conislocal OR s.standalone)))
			      THEN concat(CASE WHEN k.conname <> s.relname || '_' || a.attname || '_not_null' THEN format(' CONSTRAINT %I', k.conname) END,
			                  ' NOT NULL', CASE WHEN k.connoinherit THEN ' NO INHERIT' END) END) AS line
			  FROM shapes s
			  JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR s.standalone)
			  JOIN pg_type t ON t.oid = a.atttypid
			  LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
			  LEFT JOIN identities i ON i.refobjid = a.attrelid AND i.refobjsubid = a.attnum
			  LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]
			  UNION ALL
			  -- since PostgreSQL 18 a child may forbid by itself that a column of its parent is null
			  SELECT s.oid, 2, 0, k.conname::text, format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
			  FROM shapes s JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype = 'n' AND k.convalidated AND k.conislocal
			  JOIN pg_attribute a ON a.attrelid = s.oid AND ARRAY[a.attnum] = k.conkey AND NOT a.attislocal
			  WHERE NOT s.standalone
			  UNION ALL
			  SELECT s.oid, CASE k.contype WHEN 'p' THEN 3 WHEN 'u' THEN 4 WHEN 'x' THEN 5 ELSE 6 END, 0, k.conname::text,
			         format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
			  FROM shapes s JOIN pg_constraint k ON k.conrelid = s.oid
			  WHERE k.contype IN ('p', 'u', 'x') OR (k.contype = 'c' AND k.convalidated AND NOT s.split AND (k.conislocal OR s.standalone))
			)
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, r.name, concat(
			  'CREATE ', CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED ' END, 'TABLE ', r.name, ' (',
			  (SELECT string_agg(E'\\n    ' || l.line, ',' ORDER BY l.part, l.place, l.name) || E'\\n' FROM lines l WHERE l.oid = r.oid), ')',
			  CASE WHEN NOT s.standalone THEN (SELECT format(E'\\nINHERITS (%s)', string_agg(p.name, ', ' ORDER BY p.inhseqno))
			                                   FROM parents p WHERE p.inhrelid = r.oid) END,
			  CASE r.relkind WHEN 'p' THEN E'\\nPARTITION BY ' || pg_get_partkeydef(r.oid) END,
			  (SELECT E'\\nUSING ' || quote_ident(m.amname) FROM pg_am m WHERE m.oid = r.relam AND m.amname <> 'heap'),
			  (SELECT format(E'\\nWITH (%s)', string_agg(o.option, ', ' ORDER BY o.option)) FROM (
			     SELECT split_part(x, '=', 1) || '=' || quote_literal(substr(x, strpos(x, '=') + 1)) AS option FROM unnest(r.reloptions) x
			     UNION ALL
			     SELECT 'toast.' || split_part(x, '=', 1) || '=' || quote_literal(substr(x, strpos(x, '=') + 1))
			     FROM pg_class t CROSS JOIN LATERAL unnest(t.reloptions) x WHERE t.oid = r.reltoastrelid
			   ) o HAVING count(*) > 0),
			  ';')
			FROM relations r JOIN shapes s ON s.oid = r.oid
			""";

	private static final String SEQUENCE_OWNERS = """
			SELECT %d, r.oid::bigint, r.name, format('ALTER SEQUENCE %%s OWNED BY %%s.%%I;', r.name, t.name, a.attname)
			FROM relations r
			JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
			JOIN relations t ON t.oid = d.refobjid
			JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
			WHERE r.relkind = 'S'
			"""
		.formatted(CatalogLinks.OWNED_SEQUENCES);

	private static final String DEFAULTS = """
			SELECT 'pg_attrdef'::regclass::oid::bigint, f.oid::bigint, format('%s.%I', s.name, a.attname),
			       format('ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s;', s.name, a.attname, pg_get_expr(f.adbin, f.adrelid))
			FROM shapes s
			JOIN pg_attrdef f ON f.adrelid = s.oid
			JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum AND a.attgenerated = ''
			WHERE s.split AND (a.attislocal OR s.standalone)
			""";

	private static final String VIEW_DEFAULTS = """
			SELECT 'pg_attrdef'::regclass::oid::bigint, f.oid::bigint, format('%s.%I', r.name, a.attname),
			       format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s;', r.name, a.attname, pg_get_expr(f.adbin, f.adrelid))
			FROM relations r
			JOIN pg_attrdef f ON f.adrelid = r.oid
			JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
			WHERE r.relkind = 'v'
			""";

	private TableQueries() {
	}

	/**
	 * Returns the queries.
	 * @param split the tables whose defaults and checks cannot stand within them
	 */
	static List<ObjectQuery> all(Collection<Long> split) {
		String shapes = shapes(split);
		return List.of(new ObjectQuery(ObjectKind.SEQUENCE, shapes + SEQUENCES),
				new ObjectQuery(ObjectKind.TABLE, shapes + TABLES),
				new ObjectQuery(ObjectKind.SEQUENCE_OWNER, SEQUENCE_OWNERS),
				new ObjectQuery(ObjectKind.DEFAULT, shapes + DEFAULTS),
				new ObjectQuery(ObjectKind.DEFAULT, VIEW_DEFAULTS),
				new ObjectQuery(ObjectKind.CONSTRAINT, shapes + ConstraintQueries.LATE));
	}

	static String shapes(Collection<Long> split) {
		return SHAPES.formatted(split.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

}
