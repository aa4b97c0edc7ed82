package dev.tidemark.schema;

import java.util.List;

/**
 * Describes schemas, extensions, relations, columns, constraints and indexes. Each query
 * yields what is described, and its description.
 */
final class StructureQueries {

	/** How a kind of relation is called. */
	static final String KIND = "CASE r.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence' ELSE 'composite type' END";

	private static final String SCHEMAS = """
			SELECT 'schema ' || name, 'present' FROM schemas
			UNION ALL
			SELECT format('extension %I', x.extname), format('in schema %I', n.nspname)
			FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
			""";

	private static final String RELATIONS = """
			SELECT r.kind || ' ' || r.name, concat_ws(', ',
			  CASE r.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END,
			  'access method ' || m.amname,
			  'of type ' || format_type(NULLIF(r.reloftype, 0), NULL),
			  'partitioned by ' || CASE r.relkind WHEN 'p' THEN pg_get_partkeydef(r.oid) END,
			  'child of ' || (SELECT string_agg(format('%%I.%%I', pn.nspname, p.relname), ', ' ORDER BY i.inhseqno)
			                  FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
			                  WHERE i.inhrelid = r.oid),
			  pg_get_expr(r.relpartbound, r.oid),
			  'options ' || (SELECT string_agg(x, ' ' ORDER BY x) FROM unnest(r.reloptions) x),
			  'toast options ' || (SELECT string_agg(x, ' ' ORDER BY x) FROM pg_class t CROSS JOIN LATERAL unnest(t.reloptions) x WHERE t.oid = r.reltoastrelid),
			  CASE WHEN r.relrowsecurity THEN 'row security' END, CASE WHEN r.relforcerowsecurity THEN 'forced row security' END,
			  CASE r.relreplident WHEN 'f' THEN 'replica identity full' WHEN 'n' THEN CASE WHEN r.relkind IN ('r', 'p') THEN 'replica identity nothing' END END,
			  CASE WHEN r.relkind = 'm' AND NOT r.relispopulated THEN 'not populated' END)
			FROM (SELECT r.*, %s AS kind FROM relations r) r LEFT JOIN pg_am m ON m.oid = r.relam
			UNION ALL
			SELECT 'options of sequence ' || r.name, concat_ws(', ', format_type(q.seqtypid, NULL),
			  format('start %%s increment %%s minimum %%s maximum %%s cache %%s', q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache),
			  CASE WHEN q.seqcycle THEN 'cycle' END,
			  (SELECT format('%%s %%s.%%I', CASE d.deptype WHEN 'i' THEN 'identity of' ELSE 'owned by' END, t.name, a.attname)
			   FROM pg_depend d JOIN relations t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
			   WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
			FROM relations r JOIN pg_sequence q ON q.seqrelid = r.oid
			"""
		.formatted(KIND);

	private static final String COLUMNS = """
			SELECT format('column %s.%I', r.name, a.attname), concat_ws(', ', format_type(a.atttypid, a.atttypmod),
			  (SELECT format('collation %I.%I', n.nspname, c.collname) FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
			   WHERE c.oid = a.attcollation AND c.oid <> t.typcollation),
			  CASE WHEN a.attnotnull THEN 'not null' END,
			  CASE a.attgenerated WHEN '' THEN 'default ' WHEN 's' THEN 'stored ' ELSE 'virtual ' END || pg_get_expr(d.adbin, d.adrelid),
			  CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
			  'storage ' || CASE WHEN r.relkind IN ('r', 'p', 'm') AND a.attstorage <> t.typstorage THEN a.attstorage::text END,
			  'compression ' || NULLIF(a.attcompression::text, ''),
			  'statistics ' || NULLIF(a.attstattarget, -1),
			  -- the server itself notes some
			  'options ' || (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg\\_%'),
			  CASE WHEN NOT a.attislocal THEN 'inherited' END)
			FROM relations r
			JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
			JOIN pg_type t ON t.oid = a.atttypid
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE r.relkind <> 'S'
			""";

	private static final String COLUMN_ORDER = """
			SELECT 'order of columns of ' || r.name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
			FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE r.relkind <> 'S' GROUP BY r.oid, r.name
			""";

	/** Names of what a parent has given to its partitions are the server's. */
	private static final String CONSTRAINTS = """
			SELECT format('constraint %I on %s', k.conname, coalesce(r.name, t.name)), concat_ws(', ', pg_get_constraintdef(k.oid),
			  CASE WHEN k.contype = 'c' AND NOT k.conislocal THEN 'inherited' END)
			FROM pg_constraint k
			LEFT JOIN relations r ON r.oid = k.conrelid
			LEFT JOIN types t ON t.oid = k.contypid
			WHERE coalesce(r.oid, t.oid) IS NOT NULL AND k.contype <> 't' AND NOT (k.contype = 'f' AND k.conparentid <> 0)
			""";

	private static final String INDEXES = """
			SELECT format('index %I.%I', n.nspname, c.relname), concat_ws(', ', pg_get_indexdef(i.indexrelid),
			  CASE WHEN NOT i.indisvalid THEN 'INVALID' END, CASE WHEN i.indisclustered THEN 'clustered' END, CASE WHEN i.indisreplident THEN 'replica identity' END,
			  'statistics ' || (SELECT string_agg(format('%s: %s', a.attnum, a.attstattarget), ' ' ORDER BY a.attnum)
			                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attstattarget <> -1),
			  'child of ' || (SELECT format('%I.%I', pn.nspname, p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
			                  JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = i.indexrelid))
			FROM pg_index i
			JOIN relations r ON r.oid = i.indrelid
			JOIN pg_class c ON c.oid = i.indexrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace
			UNION ALL
			SELECT format('statistics %I.%I', n.nspname, s.stxname), concat_ws(', ', pg_get_statisticsobjdef(s.oid), 'target ' || NULLIF(s.stxstattarget, -1))
			FROM pg_statistic_ext s JOIN relations r ON r.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace
			""";

	private StructureQueries() {
	}

	static List<String> all() {
		return List.of(SCHEMAS, RELATIONS, COLUMNS, COLUMN_ORDER, CONSTRAINTS, INDEXES);
	}

}
