package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.Session;

/**
 * Finds the tables of other tools by name and columns.
 */
public final class ForeignTables {

	private static final String SQL = """
			SELECT n.nspname AS schema, c.relname AS name,
			       ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
			             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
			       EXISTS (SELECT FROM pg_catalog.pg_class m
			               WHERE m.relnamespace = c.relnamespace AND m.relname = 'ar_internal_metadata') AS rails
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname IN (:names) AND (:everywhere OR n.nspname IN (:schemas))
			  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
			ORDER BY n.nspname, c.relname
			""";

	/** With other columns it is somebody else's table. */
	private static final Set<ForeignTool> EXACT = Set.of(ForeignTool.ALEMBIC, ForeignTool.GOLANG_MIGRATE,
			ForeignTool.RAILS, ForeignTool.DBMATE);

	private ForeignTables() {
	}

	/**
	 * Finds the tables that are called as their tools call them.
	 * @param session the session
	 * @param schemas where to look, at least one; an earlier one counts more
	 * @return the tables; where a tool has several, the first
	 */
	public static List<ForeignTable> find(Session session, List<String> schemas) {
		Map<ForeignTool, ForeignTable> byTool = new LinkedHashMap<>();
		List<ForeignTable> found = read(session, schemas, names(), false);
		schemas.forEach((schema) -> found.stream()
			.filter((table) -> table.schema().equals(schema) && usual(table))
			.forEach((table) -> byTool.putIfAbsent(table.tool(), table)));
		return List.copyOf(byTool.values());
	}

	/**
	 * Finds the tables of all schemas, for people.
	 * @param session the session
	 * @return the tables
	 */
	public static List<ForeignTable> everywhere(Session session) {
		return read(session, List.of(""), names(), true).stream().filter(ForeignTables::usual).toList();
	}

	/**
	 * Called as the tool calls it, and with its columns: a plain table may have any.
	 */
	private static boolean usual(ForeignTable table) {
		return table.name().equals(table.tool().table()) && table.columns().containsAll(table.tool().columns());
	}

	/**
	 * Finds a table by its name.
	 * @param session the session
	 * @param schemas where to look; the first that has it counts
	 * @param name its name
	 * @return the table, of the tool that it looks like, or of {@link ForeignTool#PLAIN}
	 */
	public static Optional<ForeignTable> named(Session session, List<String> schemas, String name) {
		List<ForeignTable> found = read(session, schemas, List.of(name), false);
		return schemas.stream()
			.flatMap((schema) -> found.stream().filter((table) -> table.schema().equals(schema)))
			.findFirst();
	}

	/**
	 * Returns the schemas in which the session looks for tables.
	 * @param session the session
	 * @return the names in order
	 */
	public static List<String> searchPath(Session session) {
		return session.jdbc()
			.sql("SELECT schema::text FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY s (schema, place) ORDER BY place")
			.query(String.class)
			.list();
	}

	private static List<String> names() {
		return Arrays.stream(ForeignTool.values()).map(ForeignTool::table).distinct().toList();
	}

	private static List<ForeignTable> read(Session session, List<String> schemas, List<String> names,
			boolean everywhere) {
		return session.jdbc()
			.sql(SQL)
			.param("names", names)
			.param("schemas", schemas)
			.param("everywhere", everywhere)
			.query(ForeignTables::table)
			.list()
			.stream()
			.filter((table) -> !table.columns().containsAll(HistoryTable.COLUMNS))
			.toList();
	}

	private static ForeignTable table(ResultSet row, int number) throws SQLException {
		List<String> columns = List.of((String[]) row.getArray("columns").getArray());
		boolean rails = row.getBoolean("rails");
		ForeignTool tool = Arrays.stream(ForeignTool.values())
			.filter((candidate) -> rails || candidate != ForeignTool.RAILS)
			.filter((candidate) -> EXACT.contains(candidate) ? columns.equals(candidate.columns())
					: columns.containsAll(candidate.columns()))
			.findFirst()
			.orElse(ForeignTool.PLAIN);
		return new ForeignTable(tool, row.getString("schema"), row.getString("name"), columns);
	}

}
