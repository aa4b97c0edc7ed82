package dev.tidemark.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.test.database.TestDatabase;

/**
 * A process that wants the lock of a history, writes into the ledger while it has it, and
 * may stand still or die at any point.
 */
final class Contender {

	private static final Capabilities ALL = new Capabilities(true, true, true);

	private final TestDatabase database;

	private final String name;

	private final LockStrategy strategy;

	private final MigrationLock lock;

	private Session session;

	private int pid;

	private @Nullable HeldLock held;

	/**
	 * Begins a process.
	 * @param renewed gives the connections that renew a lease
	 */
	Contender(TestDatabase database, int number, LockStrategy strategy, Duration leaseExpiry, DataSource renewed) {
		this.database = database;
		this.name = "contender " + number;
		this.strategy = strategy;
		this.lock = (strategy == LockStrategy.ADVISORY) ? new AdvisoryLock("public", "fuzzed", ALL) : new LeaseLock(
				"public", "fuzzed", ALL, new LeaseLock.Owner(this.name, this.name), leaseExpiry, renewed, () -> {
				});
		connect();
	}

	String name() {
		return this.name;
	}

	boolean usesLease() {
		return this.strategy == LockStrategy.LEASE;
	}

	/**
	 * Tells whether it believes that it has the lock.
	 */
	boolean hasTaken() {
		return this.held != null;
	}

	boolean tryLock() {
		Optional<HeldLock> taken = this.lock.tryLock(this.session);
		taken.ifPresent((lock) -> this.held = lock);
		return taken.isPresent();
	}

	boolean isHeld() {
		return this.held != null && this.held.isHeld();
	}

	void release() {
		if (this.held != null) {
			this.held.close();
			this.held = null;
		}
	}

	void begin() throws SQLException {
		this.session.execute("BEGIN; INSERT INTO ledger VALUES ('%s')".formatted(this.name));
	}

	void fence() throws SQLException {
		if (this.held != null) {
			for (String statement : this.held.fence()) {
				this.session.execute(statement);
			}
		}
	}

	void execute(String sql) throws SQLException {
		this.session.execute(sql);
	}

	void commit() throws SQLException {
		this.session.execute("COMMIT");
	}

	void rollback() {
		try {
			this.session.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

	/**
	 * What others have committed so far.
	 */
	int entriesOfOthers() {
		return this.session.jdbc()
			.sql("SELECT count(*) FROM ledger WHERE entry <> ?")
			.param(this.name)
			.query(Integer.class)
			.single();
	}

	/**
	 * Ends the session in the server.
	 */
	void kill() {
		this.database.execute("SELECT pg_terminate_backend(%d, 10000)".formatted(this.pid));
	}

	/**
	 * Begins again with a new session, as a process that was started again.
	 */
	void restart() {
		release();
		this.session.close();
		connect();
	}

	private void connect() {
		try {
			this.session = Sessions.open(this.database.dataSource());
			this.session.execute("SET application_name = '%s'".formatted(this.name));
			this.pid = this.session.jdbc().sql("SELECT pg_backend_pid()").query(Integer.class).single();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void close() {
		release();
		this.session.close();
	}

	@Override
	public String toString() {
		return this.name + " (" + this.strategy.word() + ")";
	}

}
