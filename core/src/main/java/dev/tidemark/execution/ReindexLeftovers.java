package dev.tidemark.execution;

import java.util.List;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.ConcurrentReindexStatement;

/**
 * Finds the INVALID indexes, named {@code …_ccnew} or {@code …_ccold}, that an
 * interrupted REINDEX CONCURRENTLY leaves.
 */
final class ReindexLeftovers {

	private static final String OF_INDEX = """
			SELECT i.indrelid AS oid FROM pg_catalog.pg_index i
			WHERE i.indexrelid = pg_catalog.to_regclass(:name)
			   OR i.indexrelid IN (SELECT relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:name)))
			""";

	private static final String WITH_TOAST = """
			SELECT pg_catalog.unnest(ARRAY[t.oid, t.reltoastrelid]) FROM pg_catalog.pg_class t WHERE\s""";

	private static final String OF_TABLE = WITH_TOAST + """
			t.oid = pg_catalog.to_regclass(:name)
			OR t.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:name)))
			""";

	private static final String OF_SCHEMA = WITH_TOAST + "t.relnamespace = pg_catalog.to_regnamespace(:name)";

	/** Its name is that of the database which we are connected to. */
	private static final String OF_DATABASE = "SELECT t.oid FROM pg_catalog.pg_class t";

	/**
	 * The name of such an index is that of the index it stands for, cut to fit, with the
	 * ending. Indexes of TOAST tables can be dropped by those who may look into their
	 * schema.
	 */
	private static final String LEFTOVERS = """
			SELECT pg_catalog.format('%%I.%%I', n.nspname, c.relname) AS name,
			       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
			       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid)
			       AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid)
			       AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
			                       WHERE p.datname = pg_catalog.current_database()
			                         AND (p.relid = i.indrelid
			                              OR (p.relid IS NULL
			                                  AND EXISTS (SELECT FROM pg_catalog.pg_locks l
			                                              WHERE l.pid = p.pid AND l.relation = i.indrelid)))) AS free
			FROM pg_catalog.pg_index i
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			CROSS JOIN LATERAL pg_catalog.regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '') AS s (stem)
			WHERE NOT i.indisvalid AND s.stem <> c.relname AND i.indrelid IN (%s)
			  AND EXISTS (SELECT FROM pg_catalog.pg_index b JOIN pg_catalog.pg_class bc ON bc.oid = b.indexrelid
			              WHERE b.indrelid = i.indrelid AND b.indexrelid <> i.indexrelid
			                AND (bc.relname = s.stem
			                     OR (pg_catalog.starts_with(bc.relname, s.stem)
			                         AND pg_catalog.octet_length(c.relname::text) > 60))
			                AND b.indisunique = i.indisunique
			                AND pg_catalog.substr(pg_catalog.pg_get_indexdef(b.indexrelid),
			                                      pg_catalog.strpos(pg_catalog.pg_get_indexdef(b.indexrelid), ' USING '))
			                  = pg_catalog.substr(pg_catalog.pg_get_indexdef(i.indexrelid),
			                                      pg_catalog.strpos(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING ')))
			ORDER BY 1
			""";

	private final Session session;

	private final ConcurrentReindexStatement statement;

	ReindexLeftovers(Session session, ConcurrentReindexStatement statement) {
		this.session = session;
		this.statement = statement;
	}

	List<Leftover> find() {
		String tables = switch (this.statement.target()) {
			case INDEX -> OF_INDEX;
			case TABLE -> OF_TABLE;
			case SCHEMA -> OF_SCHEMA;
			case DATABASE -> OF_DATABASE;
		};
		return this.session.jdbc()
			.sql(LEFTOVERS.formatted(tables))
			.param("name", this.statement.name())
			.query((row, number) -> new Leftover(row.getString("name"), row.getBoolean("free")))
			.list();
	}

	/**
	 * An index that was left.
	 *
	 * @param name its name with its schema, for SQL
	 * @param free whether nobody builds or needs it, and we may drop it
	 */
	record Leftover(String name, boolean free) {

	}

}
