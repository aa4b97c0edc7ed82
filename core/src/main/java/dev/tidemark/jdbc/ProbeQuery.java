package dev.tidemark.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerProbe.ProbedTable;
import dev.tidemark.sql.SqlQuote;

/**
 * Asks all that must be known before a run in one round trip.
 */
public final class ProbeQuery {

	private static final String WITH_PID = "SELECT pg_catalog.pg_backend_pid() AS pid,";

	private static final String WITHOUT_PID = "SELECT 0 AS pid,";

	private static final String SERVER = """
			       pg_catalog.current_setting('server_version_num')::int AS version,
			       pg_catalog.pg_is_in_recovery() AS in_recovery,
			       pg_catalog.current_database() AS database,
			       current_user AS user_name,
			       session_user AS session_user_name,
			       pg_catalog.current_setting('search_path') AS search_path,
			       EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') AS citus,
			       coalesce(pg_catalog.has_function_privilege(
			           pg_catalog.to_regprocedure('pg_catalog.pg_try_advisory_lock(bigint)'), 'EXECUTE'), false) AS advisory_locks,
			       coalesce(pg_catalog.has_table_privilege(
			           pg_catalog.to_regclass('pg_catalog.pg_locks'), 'SELECT'), false) AS lock_view,
			       pg_catalog.current_setting('lock_timeout', true) IS NOT NULL AS lock_timeout,
			       s.name AS schema_name,
			       n.nspname AS table_schema,
			       c.relname AS table_name,
			       ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
			             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			             ORDER BY a.attnum) AS columns,
			       pg_catalog.obj_description(c.oid, 'pg_class') AS comment
			""";

	private ProbeQuery() {
	}

	/**
	 * Asks the server.
	 * @param session the session
	 * @param schema the schema to look into, or {@code null} for the current one
	 * @param tables names of tables to look for, at least one
	 * @return what the server tells
	 */
	public static ServerProbe read(Session session, @Nullable String schema, Collection<String> tables) {
		try {
			return read(session, WITH_PID, schema, tables);
		}
		catch (DataAccessException ex) {
			if (!(ex.getRootCause() instanceof SQLException cause) || !SqlStates.notOffered(cause.getSQLState())) {
				throw ex;
			}
			return read(session, WITHOUT_PID, schema, tables);
		}
	}

	private static ServerProbe read(Session session, String pid, @Nullable String schema, Collection<String> tables) {
		List<ProbedTable> found = new ArrayList<>();
		List<ServerProbe> rows = session.rows(pid + SERVER + from(schema, tables), (row) -> {
			if (row.getString("table_name") != null) {
				found.add(table(row));
			}
			return probe(row, found);
		});
		return rows.get(rows.size() - 1);
	}

	/**
	 * Text is compared, and not names, which the server would cut.
	 */
	private static String from(@Nullable String schema, Collection<String> tables) {
		String names = tables.stream().map(ProbeQuery::text).collect(Collectors.joining(", "));
		String path = (schema != null) ? "" : " OR n.nspname = ANY (pg_catalog.current_schemas(false))";
		return "FROM (SELECT " + ((schema != null) ? text(schema) : "pg_catalog.current_schema()::text") + " AS name) s"
				+ "\nLEFT JOIN pg_catalog.pg_namespace n ON n.nspname = s.name" + path
				+ "\nLEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
				+ " AND c.relname IN (" + names + ")";
	}

	private static String text(String value) {
		return SqlQuote.literal(value) + "::text";
	}

	/**
	 * Asks what the data source has set in the session, such as by an init statement of
	 * its pool; what the server and the login bring is not among it.
	 * @param session the session
	 * @return values by name
	 */
	public static Map<String, String> sessionSettings(Session session) {
		Map<String, String> settings = new LinkedHashMap<>();
		session.jdbc()
			.sql("SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' AND context IN ('user', 'superuser')")
			.query((row, number) -> settings.put(row.getString("name"), row.getString("setting")))
			.list();
		return settings;
	}

	private static ProbedTable table(ResultSet row) throws SQLException {
		String[] columns = (String[]) row.getArray("columns").getArray();
		return new ProbedTable(row.getString("table_schema"), row.getString("table_name"), List.of(columns),
				row.getString("comment"));
	}

	private static ServerProbe probe(ResultSet row, List<ProbedTable> tables) throws SQLException {
		return new ServerProbe(row.getInt("pid"), row.getInt("version"), row.getBoolean("in_recovery"),
				row.getString("database"), row.getString("user_name"), row.getString("session_user_name"),
				row.getString("search_path"), row.getBoolean("citus"),
				new Capabilities(row.getBoolean("advisory_locks"), row.getBoolean("lock_view"),
						row.getBoolean("lock_timeout")),
				row.getString("schema_name"), List.copyOf(tables));
	}

}
