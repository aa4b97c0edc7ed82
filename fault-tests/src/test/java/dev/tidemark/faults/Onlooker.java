package dev.tidemark.faults;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Looks at a database that is migrated, from sessions of its own.
 *
 * @param dataSource leads to the database
 */
record Onlooker(DataSource dataSource) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String OF_THIS_DATABASE = "datname = current_database() AND pid <> pg_backend_pid()";

	private static final String ADVISORY_LOCKS = """
			SELECT count(*) FROM pg_locks
			WHERE locktype = 'advisory'
			  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	/**
	 * The first column of what a query returns, as text.
	 */
	List<String> values(String sql) {
		return JdbcClient.create(this.dataSource)
			.sql(sql)
			.query((row, number) -> String.valueOf(row.getString(1)))
			.list();
	}

	void execute(String sql) {
		JdbcClient.create(this.dataSource).sql(sql).update();
	}

	boolean exists(String relation) {
		return values("SELECT to_regclass('%s') IS NOT NULL".formatted(relation)).equals(List.of("t"));
	}

	/**
	 * Versions and states of the history, in the order of its rows.
	 */
	List<String> history() {
		return exists("schema_migrations")
				? values("SELECT coalesce(version, name) || ' ' || state FROM schema_migrations ORDER BY id")
				: List.of();
	}

	List<String> invalidIndexes() {
		return values("SELECT indexrelid::regclass FROM pg_index WHERE NOT (indisvalid AND indisready)");
	}

	/**
	 * Returns when a session executes a statement like this.
	 */
	void awaitStatement(String like) {
		await().atMost(PATIENCE).until(() -> !pids("state = 'active' AND query LIKE '%s'".formatted(like)).isEmpty());
	}

	/**
	 * Returns when a session that executes a statement like this waits for a lock.
	 */
	void awaitLockWait(String like) {
		await().atMost(PATIENCE)
			.until(() -> !pids("wait_event_type = 'Lock' AND query LIKE '%s'".formatted(like)).isEmpty());
	}

	/**
	 * Returns when a session that executes a statement like this has waited that long for
	 * a lock.
	 */
	void awaitLockWait(String like, Duration atLeast) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !values("""
				SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
				WHERE NOT granted AND query LIKE '%s' AND clock_timestamp() - waitstart > interval '%d ms'
				""".formatted(like, atLeast.toMillis())).isEmpty());
	}

	/**
	 * Returns when a session has asked for the migration lock, which another holds.
	 */
	void awaitPolling() {
		await().atMost(PATIENCE).until(() -> !pids("state = 'idle' AND query LIKE '%pg_try_advisory_lock%'").isEmpty());
	}

	private List<String> pids(String condition) {
		return values("SELECT pid FROM pg_stat_activity WHERE %s AND %s".formatted(OF_THIS_DATABASE, condition));
	}

	/**
	 * Ends the sessions that execute a statement like this, as an administrator does.
	 */
	void terminate(String like) {
		List<String> ended = values(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE %s AND query LIKE '%s'"
					.formatted(OF_THIS_DATABASE, like));
		assertThat(ended).isNotEmpty().containsOnly("t");
	}

	boolean lockIsFree() {
		return values(ADVISORY_LOCKS).equals(List.of("0"));
	}

	/**
	 * Returns how long it took until nobody held the migration lock.
	 */
	Duration awaitFreeLock(Duration atMost) {
		long start = System.nanoTime();
		await().atMost(atMost).pollInterval(Duration.ofMillis(20)).until(this::lockIsFree);
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
