package dev.tidemark.lock;

import java.time.Duration;

import dev.tidemark.sql.SqlQuote;

/**
 * The SQL of the lease's table, as text. All times are the server's.
 */
final class LeaseStatements {

	static final String COMMENT = "Tidemark lease, format 1";

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

	/**
	 * A dump may leave the comment out. One snapshot for all of it: to_regclass would see
	 * a table that was created a moment ago, and the rest would not see its columns.
	 */
	private static final String OURS = """
			SELECT comment = :comment
			    OR comment NOT LIKE 'Tidemark%' AND 7 = (
			         SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a
			         WHERE a.attrelid = t.oid AND NOT a.attisdropped
			           AND a.attname IN ('id', 'token', 'owner', 'mark', 'acquired_at', 'heartbeat_at', 'expires_at'))
			FROM pg_catalog.pg_class t
			JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace,
			     LATERAL (SELECT coalesce(pg_catalog.obj_description(t.oid, 'pg_class'), '') AS comment) c
			WHERE n.nspname = :schema AND t.relname = :name
			""";

	private static final String PRESENT = """
			EXISTS (SELECT FROM pg_catalog.pg_class t
			        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
			        WHERE n.nspname = :schema AND t.relname = :name)
			""";

	private final String table;

	/**
	 * Creates the statements for a table.
	 * @param table its quoted name with its schema
	 */
	LeaseStatements(String table) {
		this.table = table;
	}

	/**
	 * Returns the query that tells whether the table is ours; it returns nothing where
	 * there is none.
	 */
	static String ours() {
		return OURS;
	}

	/**
	 * Returns the condition that a table of that name is there, whoever's it is.
	 */
	static String present() {
		return PRESENT;
	}

	String create() {
		return CREATE.formatted(this.table, COMMENT, createRow());
	}

	/**
	 * Returns the statement that makes the row, which somebody may have truncated away.
	 */
	String createRow() {
		return CREATE_ROW.formatted(this.table);
	}

	String take() {
		return TAKE.formatted(this.table);
	}

	String endIdle() {
		return END_IDLE.formatted(this.table);
	}

	String holder() {
		return HOLDER.formatted(this.table);
	}

	String renew(LeaseTable.Taken taken, Duration expiry) {
		return RENEW.formatted(this.table, taken.token(), expiry.toMillis(), SqlQuote.literal(taken.mark())).strip();
	}

	/**
	 * Returns the statement that renews the lease, or fails: with it in front of COMMIT
	 * nothing is committed without the lease, and nobody takes it before COMMIT is done.
	 */
	String fence(LeaseTable.Taken taken, Duration expiry) {
		return "WITH held AS (%s RETURNING id) SELECT 1 / count(*) AS lease_is_held FROM held"
			.formatted(renew(taken, expiry));
	}

	String held(LeaseTable.Taken taken) {
		return HELD.formatted(this.table, taken.token(), SqlQuote.literal(taken.mark()));
	}

	String release(LeaseTable.Taken taken) {
		return RELEASE.formatted(this.table, taken.token(), SqlQuote.literal(taken.mark()));
	}

	String releaseIfQuiet(String mark) {
		return RELEASE_IF_QUIET.formatted(this.table, SqlQuote.literal(mark));
	}

}
