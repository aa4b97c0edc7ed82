package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

import dev.tidemark.sql.SqlStatement;

/**
 * Several statements as one message of the simple query protocol: the server executes
 * them in order, ends at the first that fails, and answers once.
 * <p>
 * JDBC's own {@code execute} sends the same message, but keeps to itself how many
 * statements were answered before the one that failed, and takes quadratic time to
 * collect the answers; a batch is one message for each statement, which costs the server
 * a system call each. So this listens to the driver's query executor, which is the
 * driver's inner interface (see {@code docs/decisions/0013}).
 */
final class SimpleQuery {

	/** Whether this release of the driver has what is needed of its inner interface. */
	static final boolean OFFERED = isOffered();

	private static final String SEPARATOR = ";\n";

	private final BaseConnection connection;

	private final List<SqlStatement> statements;

	private SimpleQuery(BaseConnection connection, List<SqlStatement> statements) {
		this.connection = connection;
		this.statements = statements;
	}

	private static boolean isOffered() {
		try {
			BaseConnection.class.getMethod("createQuery", String.class, boolean.class, boolean.class, String[].class);
			QueryExecutor.class.getMethod("execute", Query.class, ParameterList.class, ResultHandler.class, int.class,
					int.class, int.class);
			return true;
		}
		catch (NoSuchMethodException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Executes statements.
	 * @return how many rows each of them wrote; -1 where it returned rows instead
	 * @throws StatementException if one fails; those before it are not undone where no
	 * transaction was begun
	 */
	static long[] execute(BaseConnection connection, List<SqlStatement> statements) throws StatementException {
		return new SimpleQuery(connection, statements).execute();
	}

	private long[] execute() throws StatementException {
		Answers answers = new Answers();
		try {
			Query query = this.connection.createQuery(text(), false, false).query;
			this.connection.getQueryExecutor()
				.execute(query, null, answers, 0, 0,
						// rows are counted as an answer, and not kept
						QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
								| QueryExecutor.QUERY_NO_RESULTS);
		}
		catch (SQLException ex) {
			throw MessageFailure.of(ex, this.statements, answers.rows.size(), SEPARATOR.length());
		}
		return answers.rows.stream().mapToLong(Long::longValue).toArray();
	}

	private String text() {
		return (this.statements.size() == 1) ? this.statements.get(0).text()
				: this.statements.stream().map(SqlStatement::text).collect(Collectors.joining(SEPARATOR));
	}

	/**
	 * Counts the answers, and keeps no rows.
	 */
	private static final class Answers extends ResultHandlerBase {

		private final List<Long> rows = new ArrayList<>();

		@Override
		public void handleResultRows(Query from, Field[] fields, List<Tuple> tuples, ResultCursor cursor) {
			this.rows.add(-1L);
		}

		@Override
		public void handleCommandStatus(String status, long updateCount, long insertOid) {
			this.rows.add(updateCount);
		}

		@Override
		public void handleWarning(SQLWarning warning) {
			// notices say nothing of the statements that are done
		}

	}

}
