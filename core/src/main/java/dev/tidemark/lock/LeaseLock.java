package dev.tidemark.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.SqlStates;

/**
 * A lease: a row with an owner, which runs out unless it is renewed. It works where a
 * session cannot hold a lock: behind poolers in transaction mode, and on engines without
 * advisory locks.
 * <ol>
 * <li>All times are the server's. It is renewed from a connection of its own.</li>
 * <li>Its token grows with every owner, and every transaction checks it last before
 * COMMIT: a process that stood still for too long commits nothing.</li>
 * <li>It is taken over when it has run out and no statement of its owner runs any more.
 * Statements outside a transaction cannot be fenced: they run to their end.</li>
 * </ol>
 */
public final class LeaseLock implements MigrationLock {

	private static final int CREATING_ATTEMPTS = 5;

	private final LeaseTable table;

	private final AdvisoryLock advisory;

	private final Owner owner;

	private final Duration expiry;

	private final DataSource dataSource;

	private final Runnable whenLost;

	/**
	 * Creates the lock of a history.
	 * @param schema the history table's schema
	 * @param historyTable the history table's name
	 * @param capabilities what the server lets us do
	 * @param owner who takes it
	 * @param expiry how long it is good for without being renewed
	 * @param dataSource gives the connection that renews it
	 * @param whenLost is told once, by another thread, that somebody else has it
	 */
	public LeaseLock(String schema, String historyTable, Capabilities capabilities, Owner owner, Duration expiry,
			DataSource dataSource, Runnable whenLost) {
		this.table = new LeaseTable(schema, historyTable);
		this.advisory = new AdvisoryLock(schema, historyTable, capabilities);
		this.owner = owner;
		this.expiry = expiry;
		this.dataSource = dataSource;
		this.whenLost = whenLost;
	}

	/**
	 * Returns the name of the table in which the lease is kept.
	 * @param historyTable the history table's name
	 * @return the name, in the same schema
	 */
	public static String table(String historyTable) {
		return LeaseTable.name(historyTable);
	}

	@Override
	public Optional<HeldLock> tryLock(Session session) {
		// at each attempt: somebody who empties all tables may have emptied this one too
		create(session);
		if (this.advisory.isHeldBySome(session)) {
			return Optional.empty();
		}
		try {
			return take(session);
		}
		catch (DataAccessException ex) {
			// it may have been taken all the same, when only the answer was lost
			releaseWithout();
			throw ex;
		}
	}

	private Optional<HeldLock> take(Session session) {
		Optional<LeaseTable.Taken> taken = this.table.take(session, this.owner.name(), this.owner.mark(), this.expiry);
		if (taken.isEmpty()) {
			this.table.endIdleTransactions(session);
			return Optional.empty();
		}
		// after the lease was taken: whoever takes the advisory lock looks for a lease
		// after that
		if (this.advisory.isHeldBySome(session)) {
			this.table.release(session, taken.get());
			return Optional.empty();
		}
		return Optional.of(new Held(session, taken.get()));
	}

	private void create(Session session) {
		for (int attempt = 1;; attempt++) {
			try {
				session.execute(this.table.exists(session) ? this.table.createRow() : this.table.create());
				return;
			}
			catch (SQLException ex) {
				rollback(session);
				// several begin at once, and IF NOT EXISTS does not wait for the others
				boolean again = SqlStates.createdByAnother(ex.getSQLState())
						|| SqlStates.worthRetrying(ex.getSQLState());
				if (!again || attempt == CREATING_ATTEMPTS) {
					throw this.table.unusable(ex, ex);
				}
			}
		}
	}

	/**
	 * Releases what this owner holds when its session is of no use any more.
	 */
	private void releaseWithout() {
		try (Session other = Sessions.open(this.dataSource)) {
			this.table.releaseIfQuiet(other, this.owner.mark());
		}
		catch (SQLException | RuntimeException ex) {
			// the server cannot be reached: the lease runs out by itself
		}
	}

	private static void rollback(Session session) {
		try {
			session.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

	@Override
	public Optional<LockHolder> holder(Session session) {
		return this.advisory.holder(session);
	}

	/**
	 * Who takes a lease.
	 *
	 * @param name application, host and process, for people
	 * @param mark what tells the statements of this owner from all others in
	 * {@code pg_stat_activity}
	 */
	public record Owner(String name, String mark) {

	}

	private final class Held implements HeldLock {

		private final Session session;

		private final LeaseTable.Taken taken;

		private final LeaseHeartbeat heartbeat;

		Held(Session session, LeaseTable.Taken taken) {
			this.session = session;
			this.taken = taken;
			this.heartbeat = new LeaseHeartbeat(LeaseLock.this.dataSource, LeaseLock.this.table, taken,
					LeaseLock.this.expiry, LeaseLock.this.whenLost);
		}

		@Override
		public boolean isHeld() {
			if (this.heartbeat.isLost()) {
				return false;
			}
			try {
				return LeaseLock.this.table.isHeld(this.session, this.taken);
			}
			catch (DataAccessException ex) {
				// whoever takes a lease over ends the session of its former owner
				return isHeldWithout(ex);
			}
		}

		private boolean isHeldWithout(DataAccessException failure) {
			try (Session other = Sessions.open(LeaseLock.this.dataSource)) {
				return LeaseLock.this.table.isHeld(other, this.taken);
			}
			catch (SQLException | RuntimeException ex) {
				failure.addSuppressed(ex);
				throw failure;
			}
		}

		@Override
		public List<String> fence() {
			return List.of(LeaseLock.this.table.fence(this.taken, LeaseLock.this.expiry));
		}

		@Override
		public Optional<String> takenOverFrom() {
			return Optional.ofNullable(this.taken.takenOverFrom());
		}

		@Override
		public void close() {
			this.heartbeat.close();
			try {
				LeaseLock.this.table.release(this.session, this.taken);
			}
			catch (DataAccessException ex) {
				releaseWithout();
			}
		}

	}

}
