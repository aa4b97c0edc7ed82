package dev.tidemark.lock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.sql.SqlQuote;

/**
 * The table with the one row that is the lease. Its times are the server's.
 */
final class LeaseTable {

	private static final String SUFFIX = "_lock";

	/** How long a lease is held by whoever only ends one that has run out. */
	private static final Duration MOMENT = Duration.ofSeconds(10);

	private static final int ATTEMPTS = 10;

	private final String schema;

	private final String name;

	private final String qualified;

	private final LeaseStatements statements;

	LeaseTable(String schema, String historyTable) {
		this.schema = schema;
		this.name = name(historyTable);
		this.qualified = SqlQuote.qualified(schema, this.name);
		this.statements = new LeaseStatements(this.qualified);
	}

	static String name(String historyTable) {
		return SqlQuote.suffixed(historyTable, SUFFIX);
	}

	String schema() {
		return this.schema;
	}

	String name() {
		return this.name;
	}

	/**
	 * Tells whether the table is there.
	 * @throws MigrationLockException if another's table bears its name
	 */
	boolean exists(Session session) {
		Optional<Boolean> ours = ours(session);
		if (ours.isPresent() && !ours.get()) {
			throw new MigrationLockException(
					"The table %s, in which the lease would be kept, is not Tidemark's; it has not been touched, and nothing was run"
						.formatted(this.qualified),
					"Set tidemark.history.table to another name: the lease's table is named after it, with '%s' at the end."
						.formatted(SUFFIX));
		}
		return ours.isPresent();
	}

	/**
	 * Tells whether the table is there and ours; without it nobody holds a lease.
	 */
	private boolean isOurs(Session session) {
		return ours(session).orElse(false);
	}

	private Optional<Boolean> ours(Session session) {
		return session.jdbc()
			.sql(LeaseStatements.ours())
			.param("schema", this.schema)
			.param("name", this.name)
			.param("comment", LeaseStatements.COMMENT)
			.query(Boolean.class)
			.optional();
	}

	String create() {
		return this.statements.create();
	}

	String createRow() {
		return this.statements.createRow();
	}

	Optional<Taken> take(Session session, String owner, String mark, Duration expiry) {
		return permitted(() -> session.jdbc()
			.sql(this.statements.take())
			.param("owner", owner)
			.param("mark", mark)
			.param("ms", expiry.toMillis())
			.query((row, number) -> new Taken(row.getLong(1), mark, row.getString(2), row.getString(3)))
			.optional());
	}

	/**
	 * Returns a mark that nobody else has.
	 */
	static String newMark() {
		return "tidemark %016x".formatted(ThreadLocalRandom.current().nextLong());
	}

	/**
	 * Makes sure that nobody holds a lease, for whoever keeps out by other means those
	 * that want one.
	 * @return whether there is none
	 */
	Vacancy vacate(Session session, String mark) {
		if (permitted(() -> holder(session)).isEmpty()) {
			return new Vacancy(true, null);
		}
		// with another token nothing of an owner that stood still can be committed
		Optional<Taken> taken = take(session, "an advisory lock", mark, MOMENT);
		taken.ifPresent((lease) -> release(session, lease));
		return new Vacancy(taken.isPresent(), taken.map(Taken::takenOverFrom).orElse(null));
	}

	/**
	 * Ends what the owner of a lease that has run out has left open: nothing of it can be
	 * committed any more, but it holds locks.
	 */
	void endIdleTransactions(Session session) {
		try {
			session.jdbc().sql(this.statements.endIdle()).query(Boolean.class).list();
		}
		catch (DataAccessException ex) {
			// another role's: it is waited for, and named while that lasts
		}
	}

	/**
	 * Returns whose the lease is, also where it has run out and was not released.
	 */
	Optional<LockHolder> holder(Session session) {
		if (!isOurs(session)) {
			return Optional.empty();
		}
		return session.jdbc().sql(this.statements.holder()).query(LeaseTable::holder).optional();
	}

	private static LockHolder holder(ResultSet row, int number) throws SQLException {
		return LockHolder.ofLease(row.getString("owner"),
				row.getObject("acquired_at", OffsetDateTime.class).toInstant(),
				row.getObject("expires_at", OffsetDateTime.class).toInstant(), row.getBoolean("valid"));
	}

	boolean renew(Session session, Taken taken, Duration expiry) {
		return repeated(() -> session.jdbc().sql(this.statements.renew(taken, expiry)).update()) == 1;
	}

	String fence(Taken taken, Duration expiry) {
		return this.statements.fence(taken, expiry);
	}

	boolean isHeld(Session session, Taken taken) {
		return session.jdbc().sql(this.statements.held(taken)).query(Boolean.class).single();
	}

	void release(Session session, Taken taken) {
		repeated(() -> session.jdbc().sql(this.statements.release(taken)).update());
	}

	/**
	 * Releases the lease of a session that broke, unless the server still executes what
	 * it was asked for: then the lease runs out.
	 */
	void releaseIfQuiet(Session other, String mark) {
		repeated(() -> other.jdbc().sql(this.statements.releaseIfQuiet(mark)).update());
	}

	private <T> T permitted(Supplier<T> statement) {
		try {
			return repeated(statement);
		}
		catch (DataAccessException ex) {
			SQLException cause = ServerError.causeOf(ex);
			if (cause != null && SqlStates.INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState())) {
				throw unusable(cause, ex);
			}
			throw ex;
		}
	}

	/**
	 * Where transactions are serializable by default, one that meets a change of the row
	 * is refused, and has done nothing.
	 */
	private static <T> T repeated(Supplier<T> statement) {
		for (int attempt = 1;; attempt++) {
			try {
				return statement.get();
			}
			catch (DataAccessException ex) {
				boolean again = ex.getMostSpecificCause() instanceof SQLException cause
						&& SqlStates.worthRetrying(cause.getSQLState());
				if (!again || attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Says that the table could not be created, read or written.
	 */
	MigrationException unusable(SQLException ex, Exception thrown) {
		String message = "The table %s, in which the lease is kept, could not be used: %s (SQLSTATE %s). Nothing was run"
			.formatted(this.qualified, ServerError.of(ex).message(), ex.getSQLState());
		if (SqlStates.INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
			return new MigrationLockException(message,
					"Let its owner execute GRANT SELECT, INSERT, UPDATE ON %s TO the migrating role, or, where it does not exist yet, grant that role CREATE on the schema. Then start again."
						.formatted(this.qualified),
					thrown);
		}
		return HistoryException.of(message, ex.getSQLState(), thrown);
	}

	/**
	 * The lease was taken.
	 *
	 * @param token its number
	 * @param mark the owner's mark
	 * @param from whose it was and had run out, or {@code null}
	 * @param lastHeartbeat when that owner was last heard of, or {@code null}
	 */
	record Taken(long token, String mark, @Nullable String from, @Nullable String lastHeartbeat) {

		/**
		 * Returns the former owner for people, or {@code null}.
		 */
		@Nullable String takenOverFrom() {
			return (this.from != null) ? "%s (last heard of at %s)".formatted(this.from, this.lastHeartbeat) : null;
		}

	}

	/**
	 * Whether nobody holds a lease.
	 *
	 * @param vacant whether nobody does
	 * @param from whose lease was ended for that, for people, or {@code null}
	 */
	record Vacancy(boolean vacant, @Nullable String from) {

		/** Where there is no table, there is no lease. */
		static final Vacancy WITHOUT_TABLE = new Vacancy(true, null);

	}

}
