package dev.tidemark.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * Names the sessions of a Citus cluster that a coordinator's backend waits for on a
 * worker, where neither {@code pg_locks} nor {@code pg_blocking_pids} sees them.
 */
final class CitusLockWaits {

	private static final String SQL = """
			SELECT pg_catalog.citus_pid_for_gpid(w.blocking_gpid) AS pid, n.nodename || ':' || n.nodeport AS node,
			       coalesce(w.current_statement_in_blocking_process, '') AS query
			FROM pg_catalog.citus_lock_waits w
			LEFT JOIN pg_catalog.pg_dist_node n ON n.nodeid = w.blocking_nodeid
			WHERE w.waiting_nodeid = pg_catalog.citus_coordinator_nodeid()
			  AND pg_catalog.citus_pid_for_gpid(w.waiting_gpid) = :pid
			ORDER BY w.blocking_gpid
			""";

	private CitusLockWaits() {
	}

	static List<String> blockers(Session watching, int pid) {
		return watching.jdbc().sql(SQL).param("pid", pid).query(CitusLockWaits::describe).list();
	}

	private static String describe(ResultSet row, int number) throws SQLException {
		return "pid %d (on node %s, statement: %s)".formatted(row.getInt("pid"), row.getString("node"),
				Blockers.shortened(row.getString("query")));
	}

}
