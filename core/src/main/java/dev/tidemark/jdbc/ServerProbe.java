package dev.tidemark.jdbc;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one query tells about the server and our session, together with the candidates for
 * the history table.
 *
 * @param pid the backend's process id, as the server tells it, or 0 where it does not
 * @param serverVersion such as {@code 180006}
 * @param inRecovery whether the server is a standby
 * @param database the database's name
 * @param user the role that statements run as
 * @param sessionUser the role that logged in
 * @param searchPath the search path as the connection came
 * @param citus whether Citus is installed in the database
 * @param capabilities what the server lets us do
 * @param schema the schema of the history, or {@code null} where none exists
 * @param tables the tables and views which bear one of the names asked for, of that
 * schema and, where none was asked for, of every schema of the search path
 */
public record ServerProbe(int pid, int serverVersion, boolean inRecovery, String database, String user,
		String sessionUser, String searchPath, boolean citus, Capabilities capabilities, @Nullable String schema,
		List<ProbedTable> tables) {

	/**
	 * A table that may be the history.
	 *
	 * @param schema its schema
	 * @param name its name
	 * @param columns its columns in order
	 * @param comment its comment, or {@code null}
	 */
	public record ProbedTable(String schema, String name, List<String> columns, @Nullable String comment) {

	}

}
