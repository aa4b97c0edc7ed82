package dev.tidemark.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
	 * How long the statements of one round trip are together, unless one alone is longer:
	 * the server must be able to take them all while nobody reads its answers, or both
	 * would wait for each other.
	 */
	private static final int CHUNK_LENGTH = 32_768;

	/**
	 * From which length on the driver is kept from looking into a statement, for which it
	 * copies it several times.
	 */
	private static final int LARGE = 1_000_000;

	private static final String CUT_BY_DRIVER = "PostgreSQL's JDBC driver takes this statement for several and refuses it, though the server would not: it misreads comments that begin with '/*/', literals with E that go on in another line, and empty statements in BEGIN ATOMIC; write them in another way";

	private static final String ROLLBACK = "ROLLBACK";

	private final Connection connection;

	private final PGConnection driver;

	private final JdbcClient jdbc;

	private @Nullable StatementObserver observer;

	private Session(Connection connection, PGConnection driver) {
		this.connection = connection;
		this.driver = driver;
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
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
	 * Returns a client on the connection.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return this.jdbc;
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
	 * Executes statements in order and discards what they return. Where the driver tells
	 * which one failed (in simple query mode), many go in one round trip; several must be
	 * one transaction, which the first of them begins.
	 * @param statements the statements
	 * @param beforeEach is told the index of each statement before it is sent
	 * @throws StatementException if one fails
	 */
	public void executeAll(List<SqlStatement> statements, IntConsumer beforeEach) throws StatementException {
		boolean together = sentAsTheyAre() && endsAtFirstFailure(statements);
		beginObserved();
		int end;
		for (int start = 0; start < statements.size(); start = end) {
			end = together ? chunkEnd(statements, start) : start + 1;
			for (int i = start; i < end; i++) {
				beforeEach.accept(i);
			}
			executeChunk(statements.subList(start, end), start);
		}
	}

	/**
	 * A COPY with its data is a conversation of its own; and the driver, which reads
	 * statements when they are put together, learns only from the server's answer how to
	 * read strings.
	 */
	private static boolean alone(SqlStatement statement) {
		return statement.data() != null || StringsSetting.changedBy(statement.text());
	}

	private int chunkEnd(List<SqlStatement> statements, int start) {
		int limit = Math.min(start + CHUNK, statements.size());
		int end = start + 1;
		long length = statements.get(start).text().length();
		if (observed(statements.get(start))) {
			return end;
		}
		while (end < limit && !alone(statements.get(end - 1)) && statements.get(end).data() == null
				&& !observed(statements.get(end))) {
			length += statements.get(end).text().length();
			if (length > CHUNK_LENGTH) {
				return end;
			}
			end++;
		}
		return end;
	}

	/**
	 * After a failure the server refuses what was sent together with it, except for
	 * ROLLBACK TO: statements after that would run, and be committed.
	 */
	private static boolean endsAtFirstFailure(List<SqlStatement> statements) {
		return statements.stream()
			.map(SqlStatement::text)
			.noneMatch((sql) -> sql.regionMatches(true, 0, ROLLBACK, 0, ROLLBACK.length()));
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

	private void executeChunk(List<SqlStatement> statements, int offset) throws StatementException {
		long begin = System.nanoTime();
		long[] rows;
		try {
			rows = send(statements, offset);
		}
		catch (SQLException ex) {
			int index = FailedStatement.indexIn(ex, statements.size());
			if (this.observer != null) {
				SqlStatement failed = statements.get((index != StatementException.UNKNOWN) ? index : 0);
				this.observer.failed(failed, Duration.ofNanos(System.nanoTime() - begin));
			}
			throw new StatementException((index != StatementException.UNKNOWN) ? offset + index : index,
					ServerError.rootOf(ex));
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
	private long[] send(List<SqlStatement> statements, int offset) throws SQLException, StatementException {
		SqlStatement first = statements.get(0);
		if (first.data() != null) {
			return new long[] { CopyTransfer.send(this.driver, first.text(), first.data()) };
		}
		try (Statement statement = statement()) {
			if (statements.size() == 1 && first.text().length() > LARGE && sentAsTheyAre()) {
				statement.execute(first.text());
				return new long[0];
			}
			for (int i = 0; i < statements.size(); i++) {
				add(statement, statements.get(i).text(), offset + i);
			}
			return statement.executeLargeBatch();
		}
	}

	/**
	 * Adds a statement to a batch. Nothing is sent yet, so that an error is the driver's.
	 */
	private static void add(Statement batch, String sql, int index) throws StatementException {
		try {
			batch.addBatch(sql);
		}
		catch (SQLException ex) {
			throw new StatementException(index, new SQLException(CUT_BY_DRIVER, ex.getSQLState(), ex));
		}
	}

	private boolean sentAsTheyAre() {
		return this.driver.getPreferQueryMode() == PreferQueryMode.SIMPLE;
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

}
