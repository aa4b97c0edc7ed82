package dev.tidemark.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StringsSetting;

/**
 * One dedicated connection in auto-commit mode, taken from its data source for good and
 * physically closed. Transactions are begun and ended by statements, so that a whole
 * transaction can go in one round trip. Used by one thread; {@link #cancel()} may be
 * called by another.
 */
public final class Session implements AutoCloseable {

	/** How many statements go in one round trip; more gain nothing. */
	private static final int CHUNK = 250;

	/**
	 * How long the statements of one round trip are together, unless one alone is longer.
	 */
	private static final int CHUNK_LENGTH = 131_072;

	private static final String CUT_BY_DRIVER = "PostgreSQL's JDBC driver takes this statement for several and refuses it, though the server would not: it misreads comments that begin with '/*/', literals with E that go on in another line, and empty statements in BEGIN ATOMIC; write them in another way";

	private static final String ROLLBACK = "ROLLBACK";

	private final Connection connection;

	private final PGConnection driver;

	private @Nullable JdbcClient jdbc;

	private @Nullable StatementObserver observer;

	private Session(Connection connection, PGConnection driver) {
		this.connection = connection;
		this.driver = driver;
	}

	static Session of(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.setAutoCommit(true);
		}
		// a migration may take longer than what the application allows its queries; the
		// server looks for dead clients
		connection.setNetworkTimeout(Runnable::run, 0);
		PGConnection driver = connection.unwrap(PGConnection.class);
		// a named statement may not be known to the session that a pooler chooses next
		driver.setPrepareThreshold(0);
		return new Session(connection, driver);
	}

	/**
	 * Returns a client on the connection. It brings more than a hundred classes with it.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		JdbcClient client = this.jdbc;
		if (client == null) {
			client = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
			this.jdbc = client;
		}
		return client;
	}

	/**
	 * Reads rows as the client would, without loading it: for what every start asks.
	 * @param sql a query without parameters
	 * @param reader reads a row
	 * @return what the reader made of the rows, in their order
	 * @throws DataAccessException if the query fails
	 */
	public <T> List<T> rows(String sql, RowReader<T> reader) {
		try (Statement statement = statement(); ResultSet result = statement.executeQuery(sql)) {
			List<T> rows = new ArrayList<>();
			while (result.next()) {
				rows.add(reader.read(result));
			}
			return rows;
		}
		catch (SQLException ex) {
			DataAccessException translated = new SQLExceptionSubclassTranslator().translate("Query", sql, ex);
			throw (translated != null) ? translated : new UncategorizedSQLException("Query", sql, ex);
		}
	}

	/**
	 * Returns the connection.
	 * @return the connection
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * Tells whether the driver talks to the very backend that answered. Behind a pooler
	 * it does not, since the driver was told another process id when it connected.
	 * @param serverPid the process id that the server tells, or 0 where it does not
	 * @return whether it is surely the same backend
	 */
	public boolean reaches(int serverPid) {
		return serverPid != 0 && this.driver.getBackendPID() == serverPid;
	}

	/**
	 * Lets somebody look at what is executed by {@link #executeAll(List, IntConsumer)}.
	 * @param other who looks, or {@code null} for nobody
	 */
	public void observe(@Nullable StatementObserver other) {
		this.observer = other;
	}

	/**
	 * Executes one or more statements as one, outside of any retry or count.
	 * @param sql the text
	 * @throws SQLException if one fails
	 */
	public void execute(String sql) throws SQLException {
		try (Statement statement = statement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Executes one or more statements as one, and reads the one row of the last.
	 * @param sql the text
	 * @param reader reads the row
	 * @return what the reader returns
	 * @throws SQLException if one fails
	 */
	<T> T query(String sql, RowReader<T> reader) throws SQLException {
		try (Statement statement = statement()) {
			ResultSet last = null;
			boolean rows = statement.execute(sql);
			while (rows || statement.getUpdateCount() != -1) {
				last = rows ? statement.getResultSet() : last;
				rows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
			}
			ResultSet row = Objects.requireNonNull(last, "no query");
			row.next();
			return reader.read(row);
		}
	}

	/**
	 * Executes statements as one transaction in one round trip, and rolls it back when
	 * one fails.
	 * @param statements what comes between BEGIN and COMMIT
	 * @throws SQLException if one fails
	 */
	public void transact(List<String> statements) throws SQLException {
		try {
			execute("BEGIN;" + String.join(";", statements) + ";COMMIT");
		}
		catch (SQLException ex) {
			try {
				execute(ROLLBACK);
			}
			catch (SQLException gone) {
				ex.addSuppressed(gone);
			}
			throw ex;
		}
	}

	/**
	 * Executes statements in order and discards what they return. In simple query mode
	 * many go in one round trip; several must be one transaction, which the first of them
	 * begins.
	 * @param statements the statements
	 * @param beforeEach is told the index of each statement before it is sent
	 * @throws StatementException if one fails
	 */
	public void executeAll(List<SqlStatement> statements, IntConsumer beforeEach) throws StatementException {
		BaseConnection simple = simpleQueries();
		beginObserved();
		int end;
		for (int start = 0; start < statements.size(); start = end) {
			end = (simple != null) ? chunkEnd(statements, start) : start + 1;
			for (int i = start; i < end; i++) {
				beforeEach.accept(i);
			}
			executeChunk(simple, statements.subList(start, end), start);
		}
	}

	/**
	 * Goes in a message of its own: a COPY with its data is a conversation, and the
	 * server writes a message to its log as a whole when one of it fails.
	 */
	private boolean alone(SqlStatement statement) {
		return statement.data() != null || Redaction.concerns(statement) || observed(statement);
	}

	/**
	 * Ends a message: the server splits one before it executes the first of its
	 * statements, by how strings are read then.
	 */
	private static boolean last(SqlStatement statement) {
		return StringsSetting.changedBy(statement.text())
				|| statement.text().regionMatches(true, 0, ROLLBACK, 0, ROLLBACK.length());
	}

	private int chunkEnd(List<SqlStatement> statements, int start) {
		int limit = Math.min(start + CHUNK, statements.size());
		int end = start + 1;
		long length = statements.get(start).text().length();
		if (alone(statements.get(start))) {
			return end;
		}
		while (end < limit && !last(statements.get(end - 1)) && !alone(statements.get(end))) {
			length += statements.get(end).text().length();
			if (length > CHUNK_LENGTH) {
				return end;
			}
			end++;
		}
		return end;
	}

	private boolean observed(SqlStatement statement) {
		return this.observer != null && this.observer.looksAt(statement);
	}

	private void beginObserved() throws StatementException {
		try {
			if (this.observer != null) {
				this.observer.begin();
			}
		}
		catch (SQLException ex) {
			throw new StatementException(0, ex);
		}
	}

	private void executeChunk(@Nullable BaseConnection simple, List<SqlStatement> statements, int offset)
			throws StatementException {
		long begin = System.nanoTime();
		long[] rows;
		try {
			rows = send(simple, statements);
		}
		catch (StatementException ex) {
			if (this.observer != null) {
				SqlStatement failed = statements.get(Math.max(0, ex.index()));
				this.observer.failed(failed, Duration.ofNanos(System.nanoTime() - begin));
			}
			throw ex.after(offset);
		}
		if (this.observer != null) {
			tell(this.observer, statements, offset, rows, Duration.ofNanos(System.nanoTime() - begin));
		}
	}

	private static void tell(StatementObserver observer, List<SqlStatement> statements, int offset, long[] rows,
			Duration took) throws StatementException {
		Duration share = took.dividedBy(statements.size());
		for (int i = 0; i < statements.size(); i++) {
			try {
				observer.executed(statements.get(i), (i < rows.length) ? rows[i] : -1, share);
			}
			catch (SQLException ex) {
				throw new StatementException(offset + i, ex);
			}
		}
	}

	/**
	 * Sends statements.
	 * @return how many rows each of them wrote, as far as the server said
	 */
	private long[] send(@Nullable BaseConnection simple, List<SqlStatement> statements) throws StatementException {
		SqlStatement first = statements.get(0);
		try {
			if (first.data() != null) {
				return new long[] { CopyTransfer.send(this.driver, first.text(), first.data()) };
			}
			return (simple != null) ? SimpleQuery.execute(simple, statements) : sendAlone(first.text());
		}
		catch (SQLException ex) {
			throw new StatementException(0, ServerError.rootOf(ex));
		}
	}

	private long[] sendAlone(String sql) throws SQLException {
		try (Statement statement = statement()) {
			try {
				statement.addBatch(sql);
			}
			catch (SQLException ex) {
				// nothing is sent yet, so that the error is the driver's
				throw new SQLException(CUT_BY_DRIVER, ex.getSQLState(), ex);
			}
			return statement.executeLargeBatch();
		}
	}

	/**
	 * Returns the driver's inner interface where several statements can go as one
	 * message: in simple query mode, in which the driver sends what it is given.
	 */
	private @Nullable BaseConnection simpleQueries() {
		return (this.driver.getPreferQueryMode() == PreferQueryMode.SIMPLE && SimpleQuery.OFFERED
				&& this.driver instanceof BaseConnection simple) ? simple : null;
	}

	private Statement statement() throws SQLException {
		Statement statement = this.connection.createStatement();
		// {…} and ? are PostgreSQL's own here
		statement.setEscapeProcessing(false);
		return statement;
	}

	/**
	 * Breaks the connection when the server does not answer in time. By default it may
	 * take as long as it likes.
	 * @param longest how long one answer may take
	 * @throws SQLException if the connection is closed
	 */
	public void answerWithin(Duration longest) throws SQLException {
		this.connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, longest.toMillis()));
	}

	/**
	 * Cancels the statement that runs, if one does.
	 */
	public void cancel() {
		try {
			this.driver.cancelQuery();
		}
		catch (SQLException ex) {
			// the connection is gone, and with it the statement
		}
	}

	/**
	 * Closes the physical connection, so that neither locks nor settings go back to a
	 * pool.
	 */
	@Override
	public void close() {
		try {
			if (this.driver instanceof Connection physical) {
				physical.close();
			}
		}
		catch (SQLException ex) {
			// closing the pool's handle below is all that is left to do
		}
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			// a pool may complain that the connection it takes back is closed
		}
	}

	/**
	 * Reads a row.
	 *
	 * @param <T> what it is read as
	 */
	@FunctionalInterface
	public interface RowReader<T> {

		/**
		 * Reads the row at which the cursor is.
		 * @param row the row
		 * @return what it says
		 * @throws SQLException if it cannot be read
		 */
		T read(ResultSet row) throws SQLException;

	}

}
