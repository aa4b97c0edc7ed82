package dev.tidemark.lock;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.sql.SqlQuote;

/**
 * An advisory lock of the session, which the server frees when the session ends.
 * <ol>
 * <li>It is tried, never waited for, on a connection in auto-commit mode: neither the
 * holder nor a waiter has a transaction or a snapshot open.</li>
 * <li>Its key is made of a constant and of the history table's name, so that two
 * histories in one database do not exclude each other.</li>
 * <li>It needs a session of its own from end to end; behind a pooler in transaction mode
 * there is none.</li>
 * </ol>
 */
public final class AdvisoryLock implements MigrationLock {

	/**
	 * "tide" in ASCII: the upper half of every key of ours; the lower half is the CRC-32
	 * of the quoted name of the history table.
	 */
	public static final long NAMESPACE = 0x74696465L << 32;

	private static final String HOLDER = """
			SELECT l.pid, coalesce(a.application_name, '') AS application, host(a.client_addr) AS host, a.backend_start
			FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
			  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
			  AND (l.classid::bigint << 32) | l.objid::bigint = :key
			LIMIT 1
			""";

	private static final String HELD = """
			SELECT EXISTS (SELECT FROM pg_catalog.pg_locks
			               WHERE locktype = 'advisory' AND granted AND objsubid = 1
			                 AND pid = pg_catalog.pg_backend_pid()
			                 AND (classid::bigint << 32) | objid::bigint = :key)
			""";

	/**
	 * Asked when the lock is taken: whether it is, and whether somebody may have a lease.
	 */
	private static final String TAKEN = "SELECT (%s) AS held, %s AS leases".formatted(HELD, LeaseStatements.present());

	/** One that is not held any more would be a warning in the server's log. */
	private static final String UNLOCK = "SELECT CASE WHEN (%s) THEN pg_catalog.pg_advisory_unlock(:key) END"
		.formatted(HELD);

	private final long key;

	private final boolean offered;

	private final boolean visible;

	private final LeaseTable lease;

	/**
	 * Creates the lock of a history.
	 * @param schema the history table's schema
	 * @param historyTable the history table's name
	 * @param capabilities what the server lets us do
	 */
	public AdvisoryLock(String schema, String historyTable, Capabilities capabilities) {
		CRC32 crc = new CRC32();
		crc.update(SqlQuote.qualified(schema, historyTable).getBytes(StandardCharsets.UTF_8));
		this.key = NAMESPACE | crc.getValue();
		this.offered = capabilities.advisoryLocks();
		this.visible = capabilities.lockView();
		this.lease = new LeaseTable(schema, historyTable);
	}

	/**
	 * Returns the key of the lock.
	 * @return the key, as {@code pg_advisory_lock} takes it
	 */
	public long key() {
		return this.key;
	}

	@Override
	public Optional<HeldLock> tryLock(Session session) {
		if (!this.visible) {
			throw new LockDoesNotHoldException(
					"pg_locks may not be read, so nobody can see whether an advisory lock is held");
		}
		if (!ask(session, "pg_try_advisory_lock")) {
			return Optional.empty();
		}
		// after the lock was taken: whoever takes a lease looks for this lock after that
		LeaseTable.Vacancy lease = mayHaveLease(session) ? this.lease.vacate(session, LeaseTable.newMark())
				: LeaseTable.Vacancy.WITHOUT_TABLE;
		if (!lease.vacant()) {
			this.lease.endIdleTransactions(session);
			new Held(session, this.key, null).close();
			return Optional.empty();
		}
		return Optional.of(new Held(session, this.key, lease.from()));
	}

	/**
	 * Tells whether somebody may have a lease, and makes sure that this lock is held.
	 */
	private boolean mayHaveLease(Session session) {
		return session.jdbc()
			.sql(TAKEN)
			.param("key", this.key)
			.param("schema", this.lease.schema())
			.param("name", this.lease.name())
			.query((row, number) -> {
				if (!row.getBoolean("held")) {
					throw new LockDoesNotHoldException(
							"The server granted the advisory lock, but pg_locks does not show it");
				}
				return row.getBoolean("leases");
			})
			.single();
	}

	private boolean ask(Session session, String function) {
		try {
			return session.jdbc()
				.sql("SELECT pg_catalog.%s(:key)".formatted(function))
				.param("key", this.key)
				.query(Boolean.class)
				.single();
		}
		catch (DataAccessException ex) {
			if (ex.getRootCause() instanceof SQLException cause && SqlStates.notOffered(cause.getSQLState())) {
				throw new LockDoesNotHoldException("The server refuses the advisory lock: %s (SQLSTATE %s)"
					.formatted(cause.getMessage(), cause.getSQLState()));
			}
			throw ex;
		}
	}

	@Override
	public Optional<LockHolder> holder(Session session) {
		Optional<LockHolder> direct = sessionHolder(session);
		return direct.isPresent() ? direct : this.lease.holder(session);
	}

	/**
	 * Tells whether some session holds the lock, also where {@code pg_locks} may not be
	 * read: then it is tried for the moment of one statement.
	 * @param session any session of the database
	 * @return whether one does
	 */
	boolean isHeldBySome(Session session) {
		if (this.visible || !this.offered) {
			return sessionHolder(session).isPresent();
		}
		try {
			return !ask(session, "pg_try_advisory_xact_lock");
		}
		catch (LockDoesNotHoldException ex) {
			return false;
		}
	}

	/**
	 * Finds the session that holds the lock.
	 * @param session any session of the database
	 * @return the holder, or empty when nobody holds it or nobody can see it
	 */
	Optional<LockHolder> sessionHolder(Session session) {
		if (!this.visible) {
			return Optional.empty();
		}
		return session.jdbc().sql(HOLDER).param("key", this.key).query(AdvisoryLock::holder).optional();
	}

	private static LockHolder holder(ResultSet row, int number) throws SQLException {
		OffsetDateTime since = row.getObject("backend_start", OffsetDateTime.class);
		return LockHolder.ofSession(row.getString("application"), row.getString("host"), row.getInt("pid"),
				(since != null) ? since.toInstant() : null);
	}

	private record Held(Session session, long key, @Nullable String from) implements HeldLock {

		@Override
		public Optional<String> takenOverFrom() {
			return Optional.ofNullable(this.from);
		}

		@Override
		public boolean endsWithSession() {
			return true;
		}

		@Override
		public boolean isHeld() {
			return this.session.jdbc().sql(HELD).param("key", this.key).query(Boolean.class).single();
		}

		@Override
		public void close() {
			try {
				this.session.jdbc().sql(UNLOCK).param("key", this.key).query(Boolean.class).optional();
			}
			catch (DataAccessException ex) {
				// the session is gone, and its lock with it
			}
		}

	}

}
