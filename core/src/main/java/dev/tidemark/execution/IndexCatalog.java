package dev.tidemark.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.ConcurrentIndexStatement;

/**
 * Asks the catalog about the index that a statement is to build.
 */
final class IndexCatalog {

	private static final String FROM = "SELECT t.relkind = 'p' AS partitioned, " + FoundIndex.COLUMNS + """

			FROM pg_catalog.pg_class t
			LEFT JOIN (pg_catalog.pg_index i
			           JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			           JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace) ON %s
			WHERE t.oid = pg_catalog.to_regclass(:table)
			""";

	private static final String BY_NAME = FROM.formatted(
			"c.relnamespace = t.relnamespace AND c.relname = (pg_catalog.parse_ident(:index))[1]::pg_catalog.name");

	private static final String OF_TABLE = FROM.formatted("i.indrelid = t.oid");

	private static final String DEFINITION = """
			SELECT pg_catalog.substr(d, pg_catalog.strpos(d, ' USING '))
			FROM (SELECT pg_catalog.pg_get_indexdef(i.indexrelid) AS d FROM pg_catalog.pg_index i
			      JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
			      WHERE c.relnamespace = pg_catalog.pg_my_temp_schema()
			        AND c.relname = (pg_catalog.parse_ident(:table))[1]::pg_catalog.name) AS built
			""";

	private static final String PARTITIONS = """
			SELECT n.nspname, c.relname, c.relkind = 'p' AS partitioned,
			       (SELECT pg_catalog.format('%I.%I', xn.nspname, xc.relname)
			        FROM pg_catalog.pg_index x
			        JOIN pg_catalog.pg_inherits xh ON xh.inhrelid = x.indexrelid
			        JOIN pg_catalog.pg_class xc ON xc.oid = x.indexrelid
			        JOIN pg_catalog.pg_namespace xn ON xn.oid = xc.relnamespace
			        WHERE x.indrelid = c.oid AND xh.inhparent = pg_catalog.to_regclass(:index)) AS attached
			FROM pg_catalog.pg_inherits h
			JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE h.inhparent = pg_catalog.to_regclass(:table) AND NOT h.inhdetachpending
			ORDER BY n.nspname, c.relname
			""";

	private static final String FOREIGN = """
			SELECT p.relid::text FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:table)) p
			JOIN pg_catalog.pg_class c ON c.oid = p.relid WHERE c.relkind = 'f' ORDER BY 1
			""";

	private final Session session;

	IndexCatalog(Session session) {
		this.session = session;
	}

	/**
	 * Finds a table, and the index of a name in its schema.
	 * @param index the name, or {@code null} to look for the table alone
	 */
	Target find(String table, @Nullable String index) {
		return this.session.jdbc()
			.sql(BY_NAME)
			.param("table", table)
			.param("index", index, Types.VARCHAR)
			.query(IndexCatalog::target)
			.optional()
			.orElse(new Target(false, null));
	}

	private static Target target(ResultSet row, int number) throws SQLException {
		return new Target(row.getBoolean("partitioned"), FoundIndex.read(row));
	}

	/**
	 * Finds the indexes of a table that are what a statement builds, whatever their
	 * names.
	 */
	List<FoundIndex> alike(ConcurrentIndexStatement statement) throws SQLException {
		String definition = definition(statement);
		return this.session.jdbc()
			.sql(OF_TABLE)
			.param("table", statement.table())
			.query(IndexCatalog::target)
			.list()
			.stream()
			.map(Target::index)
			.filter(Objects::nonNull)
			.filter((found) -> found.unique() == statement.unique() && found.definition().equals(definition))
			.toList();
	}

	/**
	 * Finds the partitions of a table and their parts of an index.
	 */
	List<Partition> partitions(String table, String index) {
		return this.session.jdbc()
			.sql(PARTITIONS)
			.param("table", table)
			.param("index", index)
			.query((row, number) -> new Partition(row.getString("nspname"), row.getString("relname"),
					row.getBoolean("partitioned"), row.getString("attached")))
			.list();
	}

	/**
	 * Finds the partitions, at any depth, that are foreign tables.
	 */
	List<String> foreignPartitions(String table) {
		return this.session.jdbc().sql(FOREIGN).param("table", table).query(String.class).list();
	}

	/**
	 * Tells whether an index is what a statement builds.
	 * @return why not, or {@code null} if it is
	 */
	@Nullable String difference(ConcurrentIndexStatement statement, FoundIndex found) {
		if (!found.sameTable()) {
			return "it is an index of the table " + found.table();
		}
		try {
			String definition = definition(statement);
			boolean same = found.unique() == statement.unique() && found.definition().equals(definition);
			return same ? null
					: "its definition is%s%s, and the statement asks for%s%s".formatted(found.unique() ? " UNIQUE" : "",
							found.definition(), statement.unique() ? " UNIQUE" : "", definition);
		}
		catch (SQLException ex) {
			return "its definition could not be compared (%s)".formatted(ex.getMessage());
		}
	}

	/**
	 * Lets the server say what a statement builds, on an empty table that nobody sees and
	 * that is rolled back.
	 */
	private String definition(ConcurrentIndexStatement statement) throws SQLException {
		String table = statement.tableName();
		try {
			this.session.execute("BEGIN; CREATE TEMPORARY TABLE %1$s (LIKE %2$s); %3$s".formatted(table,
					statement.table(), statement.sqlOn("pg_temp." + table)));
			return this.session.jdbc().sql(DEFINITION).param("table", table).query(String.class).single();
		}
		finally {
			this.session.execute("ROLLBACK");
		}
	}

	/**
	 * What a statement is about.
	 *
	 * @param partitioned whether the table is partitioned
	 * @param index the index, or {@code null} if there is none
	 */
	record Target(boolean partitioned, @Nullable FoundIndex index) {

	}

}
