package dev.tidemark.lock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
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

	private static final String CREATE_ROW = "INSERT INTO %s (token, expires_at) VALUES (0, pg_catalog.clock_timestamp()) ON CONFLICT DO NOTHING";

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

	/** Nothing of it can be committed any more, but it holds locks. */
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

	private final String qualified;

	LeaseTable(String schema, String historyTable) {
		String name = historyTable.substring(0, Math.min(historyTable.length(), 63 - SUFFIX.length())) + SUFFIX;
		this.qualified = SqlQuote.qualified(schema, name);
	}

	/**
	 * Tells whether the table is there.
	 * @throws MigrationLockException if another's table bears its name
	 */
	boolean exists(Session session) {
		List<String> found = session.jdbc().sql("""
				SELECT coalesce(pg_catalog.obj_description(oid, 'pg_class'), '')
				FROM (SELECT pg_catalog.to_regclass(:name)::oid AS oid) t WHERE oid IS NOT NULL
				""").param("name", this.qualified).query(String.class).list();
		if (!found.isEmpty() && !found.get(0).equals(COMMENT)) {
			throw new MigrationLockException(
					"The table %s, in which the lease would be kept, is not Tidemark's; it has not been touched, and nothing was run"
						.formatted(this.qualified),
					"Set tidemark.history.table to another name: the lease's table is named after it, with '%s' at the end."
						.formatted(SUFFIX));
		}
		return !found.isEmpty();
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
		return session.jdbc()
			.sql(TAKE.formatted(this.qualified))
			.param("owner", owner)
			.param("mark", mark)
			.param("ms", expiry.toMillis())
			.query((row, number) -> new Taken(row.getLong(1), mark, row.getString(2), row.getString(3)))
			.optional();
	}

	void endIdleTransactions(Session session) {
		session.jdbc().sql(END_IDLE.formatted(this.qualified)).query(Boolean.class).list();
	}

	/**
	 * Returns whose the lease is, also where it has run out and was not released.
	 */
	Optional<LockHolder> holder(Session session) {
		return session.jdbc().sql(HOLDER.formatted(this.qualified)).query(LeaseTable::holder).optional();
	}

	/**
	 * Returns whose the lease is while it has not run out.
	 */
	Optional<LockHolder> validHolder(Session session) {
		return session.jdbc()
			.sql("SELECT * FROM (" + HOLDER.formatted(this.qualified) + ") h WHERE valid")
			.query(LeaseTable::holder)
			.optional();
	}

	private static LockHolder holder(ResultSet row, int number) throws SQLException {
		return LockHolder.ofLease(row.getString("owner"),
				row.getObject("acquired_at", OffsetDateTime.class).toInstant(),
				row.getObject("expires_at", OffsetDateTime.class).toInstant(), row.getBoolean("valid"));
	}

	boolean renew(Session session, Taken taken, Duration expiry) {
		return session.jdbc().sql(renew(taken, expiry)).update() == 1;
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
		session.jdbc().sql(withOwner(RELEASE, taken)).update();
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

	}

}
