package dev.tidemark.snapshot;

import java.util.List;

/**
 * Reads what comes after the rows of tables: indexes, statistics, foreign keys, and
 * constraints that existing rows may violate.
 */
final class ConstraintQueries {

	/** Those that do not stand within their table's parentheses. */
	static final String LATE = """
			SELECT 'pg_constraint'::regclass::oid::bigint, k.oid::bigint, format('%s %I', s.name, k.conname),
			       format('ALTER TABLE %s%s ADD CONSTRAINT %I %s;', CASE WHEN k.contype = 'c' AND k.connoinherit THEN 'ONLY ' END,
			              s.name, k.conname, pg_get_constraintdef(k.oid))
			FROM shapes s JOIN pg_constraint k ON k.conrelid = s.oid
			WHERE (k.contype = 'f' AND k.conparentid = 0)
			   OR (k.contype IN ('c', 'n') AND NOT k.convalidated AND k.conislocal)
			   OR (k.contype = 'c' AND k.convalidated AND s.split AND (k.conislocal OR s.standalone))
			""";

	private static final String INDEXES = """
			SELECT 'pg_class'::regclass::oid::bigint, i.indexrelid::bigint, format('%I.%I', n.nspname, c.relname),
			       pg_get_indexdef(i.indexrelid) || ';'
			FROM pg_index i
			JOIN relations r ON r.oid = i.indrelid
			JOIN pg_class c ON c.oid = i.indexrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE (i.indisvalid OR c.relkind = 'I')
			  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
			""";

	private static final String INDEX_PARTITIONS = """
			SELECT %d, h.inhrelid::bigint, format('%%I.%%I', cn.nspname, c.relname),
			       format('ALTER INDEX %%I.%%I ATTACH PARTITION %%I.%%I;', pn.nspname, p.relname, cn.nspname, c.relname)
			FROM pg_inherits h
			JOIN pg_class p ON p.oid = h.inhparent AND p.relkind = 'I'
			JOIN namespaces pn ON pn.oid = p.relnamespace
			JOIN pg_class c ON c.oid = h.inhrelid
			JOIN namespaces cn ON cn.oid = c.relnamespace
			WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = p.oid AND k.contype IN ('p', 'u', 'x'))
			""".formatted(CatalogLinks.INDEX_PARTITIONS);

	private static final String STATISTICS = """
			SELECT 'pg_statistic_ext'::regclass::oid::bigint, s.oid::bigint, format('%I.%I', n.nspname, s.stxname),
			       pg_get_statisticsobjdef(s.oid) || ';'
			       || CASE WHEN s.stxstattarget <> -1 THEN format(E'\\nALTER STATISTICS %I.%I SET STATISTICS %s;', n.nspname, s.stxname, s.stxstattarget) ELSE '' END
			FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN relations r ON r.oid = s.stxrelid
			""";

	private ConstraintQueries() {
	}

	static List<ObjectQuery> all() {
		return List.of(new ObjectQuery(ObjectKind.INDEX, INDEXES),
				new ObjectQuery(ObjectKind.INDEX_PARTITION, INDEX_PARTITIONS),
				new ObjectQuery(ObjectKind.STATISTICS, STATISTICS));
	}

}
