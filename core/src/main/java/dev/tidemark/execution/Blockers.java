package dev.tidemark.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.Redaction;

/**
 * Names the sessions that a backend waits for.
 */
final class Blockers {

	private static final int LONGEST_QUERY = 120;

	private static final String SQL = """
			SELECT b.pid, coalesce(nullif(a.application_name, ''), '-') AS application,
			       coalesce(a.state, '-') AS state, coalesce(a.query, '') AS query,
			       extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)::bigint AS age
			FROM unnest(pg_catalog.pg_blocking_pids(:pid)) AS b (pid)
			LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
			ORDER BY a.xact_start
			""";

	private Blockers() {
	}

	static List<String> of(Session watching, int pid) {
		return watching.jdbc().sql(SQL).param("pid", pid).query(Blockers::describe).list();
	}

	private static String describe(ResultSet row, int number) throws SQLException {
		return "pid %d (application %s, %s, transaction open for %d s, last query: %s)".formatted(row.getInt("pid"),
				row.getString("application"), row.getString("state"), row.getLong("age"),
				shortened(row.getString("query")));
	}

	static String shortened(String query) {
		String line = Redaction.ofScript(query).replaceAll("\\s+", " ").strip();
		return (line.length() > LONGEST_QUERY) ? line.substring(0, LONGEST_QUERY) + "…" : line;
	}

}
