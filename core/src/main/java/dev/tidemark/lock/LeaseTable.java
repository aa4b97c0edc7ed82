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

	private static final String COMMENT = "Tidemark lease, format 1";

	private static final String CREATE = """
			BEGIN;
			CREATE TABLE IF NOT EXISTS %1$s (
			  id boolean PRIMARY KEY DEFAULT true CHECK (id),
			  token bigint NOT NULL,
			  owner text,
			  mark text,
			  acquired_at timestamptz,
			  heartbeat_at timestamptz,
			  expires_at timestamptz NOT NULL
			);
			COMMENT ON TABLE %1$s IS '%2$s';
			%3$s;
			COMMIT
			""";

	/**
	 * Looks first: ON CONFLICT would wait for an owner that is about to commit.
	 */
	private static final String CREATE_ROW = """
			INSERT INTO %1$s (token, expires_at)
			SELECT 0, pg_catalog.clock_timestamp() WHERE NOT EXISTS (SELECT FROM %1$s) ON CONFLICT DO NOTHING""";

	/** The statement of an owner that stands still may still run: it is waited for. */
	private static final String TAKE = """
			UPDATE %1$s AS lease
			SET token = lease.token + 1, owner = :owner, mark = :mark, acquired_at = pg_catalog.clock_timestamp(),
			    heartbeat_at = pg_catalog.clock_timestamp(), expires_at = pg_catalog.clock_timestamp() + :ms * interval '1 ms'
			FROM (SELECT id, owner, heartbeat_at FROM %1$s
			      WHERE owner IS NULL
			         OR expires_at <= pg_catalog.clock_timestamp() AND NOT EXISTS (
			              SELECT FROM pg_catalog.pg_stat_activity a
			              WHERE a.state IS DISTINCT FROM 'idle'
			                AND (a.application_name = mark OR pg_catalog.strpos(a.query, mark) > 0))
			      FOR UPDATE SKIP LOCKED) AS former
			WHERE lease.id = former.id
			RETURNING lease.token, former.owner, former.heartbeat_at
			""";

	private static final String END_IDLE = """
			SELECT pg_catalog.pg_terminate_backend(a.pid)
			FROM %1$s lease JOIN pg_catalog.pg_stat_activity a ON a.application_name = lease.mark
			WHERE lease.expires_at <= pg_catalog.clock_timestamp() AND a.state LIKE 'idle in transaction%%'
			""";

	private static final String HOLDER = """
			SELECT owner, acquired_at, heartbeat_at, expires_at, expires_at > pg_catalog.clock_timestamp() AS valid
			FROM %1$s WHERE owner IS NOT NULL
			""";

	private static final String RENEW = """
			UPDATE %1$s SET heartbeat_at = pg_catalog.clock_timestamp(),
			                expires_at = pg_catalog.clock_timestamp() + %3$d * interval '1 ms'
			WHERE token = %2$d AND mark = %4$s AND expires_at > pg_catalog.clock_timestamp()
			""";

	private static final String HELD = """
			SELECT EXISTS (SELECT FROM %1$s
			               WHERE token = %2$d AND mark = %3$s AND expires_at > pg_catalog.clock_timestamp())
			""";

	private static final String RELEASE = """
			UPDATE %1$s SET owner = NULL, mark = NULL, expires_at = pg_catalog.clock_timestamp()
			WHERE token = %2$d AND mark = %3$s
			""";

	/** Whose connection broke may have a statement that still runs. */
	private static final String RELEASE_IF_QUIET = """
			UPDATE %1$s SET owner = NULL, mark = NULL, expires_at = pg_catalog.clock_timestamp()
			WHERE mark = %2$s AND NOT EXISTS (
			  SELECT FROM pg_catalog.pg_stat_activity a
			  WHERE a.pid <> pg_catalog.pg_backend_pid() AND a.state IS DISTINCT FROM 'idle'
			    AND (a.application_name = mark OR pg_catalog.strpos(a.query, mark) > 0))
			""";

	/** A dump may leave the comment out. */
	private static final String OURS = """
			SELECT comment = :comment
			    OR comment NOT LIKE 'Tidemark%' AND 7 = (
			         SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a
			         WHERE a.attrelid = t.oid AND NOT a.attisdropped
			           AND a.attname IN ('id', 'token', 'owner', 'mark', 'acquired_at', 'heartbeat_at', 'expires_at'))
			FROM (SELECT pg_catalog.to_regclass(:name)::oid AS oid) t,
			     LATERAL (SELECT coalesce(pg_catalog.obj_description(t.oid, 'pg_class'), '') AS comment) c
			WHERE t.oid IS NOT NULL
			""";

	/** How long a lease is held by whoever only ends one that has run out. */
	private static final Duration MOMENT = Duration.ofSeconds(10);

	private static final int ATTEMPTS = 10;

	private final String qualified;

	LeaseTable(String schema, String historyTable) {
		this.qualified = SqlQuote.qualified(schema, SqlQuote.suffixed(historyTable, SUFFIX));
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
			.sql(OURS)
			.param("name", this.qualified)
			.param("comment", COMMENT)
			.query(Boolean.class)
			.optional();
	}

	String create() {
		return CREATE.formatted(this.qualified, COMMENT, createRow());
	}

	/**
	 * Returns the statement that makes the row, which somebody may have truncated away.
	 */
	String createRow() {
		return CREATE_ROW.formatted(this.qualified);
	}

	Optional<Taken> take(Session session, String owner, String mark, Duration expiry) {
		return permitted(() -> session.jdbc()
			.sql(TAKE.formatted(this.qualified))
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
			session.jdbc().sql(END_IDLE.formatted(this.qualified)).query(Boolean.class).list();
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
		return session.jdbc().sql(HOLDER.formatted(this.qualified)).query(LeaseTable::holder).optional();
	}

	private static LockHolder holder(ResultSet row, int number) throws SQLException {
		return LockHolder.ofLease(row.getString("owner"),
				row.getObject("acquired_at", OffsetDateTime.class).toInstant(),
				row.getObject("expires_at", OffsetDateTime.class).toInstant(), row.getBoolean("valid"));
	}

	boolean renew(Session session, Taken taken, Duration expiry) {
		return repeated(() -> session.jdbc().sql(renew(taken, expiry)).update()) == 1;
	}

	private String renew(Taken taken, Duration expiry) {
		return RENEW.formatted(this.qualified, taken.token(), expiry.toMillis(), SqlQuote.literal(taken.mark()))
			.strip();
	}

	/**
	 * Returns the statement that renews the lease, or fails: with it in front of COMMIT
	 * nothing is committed without the lease, and nobody takes it before COMMIT is done.
	 */
	String fence(Taken taken, Duration expiry) {
		return "WITH held AS (%s RETURNING id) SELECT 1 / count(*) AS lease_is_held FROM held"
			.formatted(renew(taken, expiry));
	}

	boolean isHeld(Session session, Taken taken) {
		return session.jdbc().sql(withOwner(HELD, taken)).query(Boolean.class).single();
	}

	void release(Session session, Taken taken) {
		repeated(() -> session.jdbc().sql(withOwner(RELEASE, taken)).update());
	}

	/**
	 * Releases the lease of a session that broke, unless the server still executes what
	 * it was asked for: then the lease runs out.
	 */
	void releaseIfQuiet(Session other, String mark) {
		repeated(() -> other.jdbc().sql(RELEASE_IF_QUIET.formatted(this.qualified, SqlQuote.literal(mark))).update());
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

	private String withOwner(String sql, Taken taken) {
		return sql.formatted(this.qualified, taken.token(), SqlQuote.literal(taken.mark()));
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

	}

}
