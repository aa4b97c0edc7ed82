package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import dev.tidemark.sql.SqlQuote;

/**
 * How a migrating session is set up, and set up again between two migrations.
 */
public final class SessionSettings {

	/**
	 * Gives back what a script left in the session: the parts of DISCARD ALL, except that
	 * our own lock is kept.
	 */
	private static final String RESET = """
			SET SESSION AUTHORIZATION DEFAULT;
			RESET ROLE;
			RESET ALL;
			DEALLOCATE ALL;
			CLOSE ALL;
			UNLISTEN *;
			DISCARD PLANS;
			DISCARD TEMP;
			DISCARD SEQUENCES;
			SELECT CASE
			         WHEN two AND shared THEN pg_catalog.pg_advisory_unlock_shared(high, low)
			         WHEN two THEN pg_catalog.pg_advisory_unlock(high, low)
			         WHEN shared THEN pg_catalog.pg_advisory_unlock_shared(key)
			         ELSE pg_catalog.pg_advisory_unlock(key)
			       END
			FROM (SELECT objsubid = 2 AS two, mode = 'ShareLock' AS shared,
			             (classid::bigint << 32) | objid::bigint AS key,
			             (classid::bigint - CASE WHEN classid::bigint > 2147483647 THEN 4294967296 ELSE 0 END)::int AS high,
			             (objid::bigint - CASE WHEN objid::bigint > 2147483647 THEN 4294967296 ELSE 0 END)::int AS low
			      FROM pg_catalog.pg_locks
			      WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid()) held
			WHERE two OR key <> %d;
			""";

	/**
	 * A dead client is to free its lock soon, so the server looks for it; not every
	 * platform can.
	 */
	private static final String NOTICE_DEAD_CLIENT = """
			DO $$ BEGIN
			  PERFORM pg_catalog.set_config('tcp_keepalives_idle', '30', false),
			          pg_catalog.set_config('tcp_keepalives_interval', '10', false),
			          pg_catalog.set_config('tcp_keepalives_count', '3', false),
			          pg_catalog.set_config('client_connection_check_interval', '10s', false);
			EXCEPTION WHEN OTHERS THEN NULL;
			END $$;
			""";

	private static final int WITH_TRANSACTION_TIMEOUT = 170000;

	private final String setup;

	/**
	 * Creates the settings of a session.
	 * @param probe what is known of the session
	 * @param applicationName what others see in {@code pg_stat_activity}
	 * @param lockTimeout bounds every wait for a lock outside of migrations too
	 * @param given what the data source has set, by name, and every migration is to find
	 */
	public SessionSettings(ServerProbe probe, String applicationName, Duration lockTimeout, Map<String, String> given) {
		StringBuilder sql = new StringBuilder(NOTICE_DEAD_CLIENT);
		given.forEach((name, value) -> set(sql, name, value));
		set(sql, "application_name", applicationName);
		set(sql, "statement_timeout", "0");
		set(sql, "idle_in_transaction_session_timeout", "0");
		set(sql, "idle_session_timeout", "0");
		if (probe.serverVersion() >= WITH_TRANSACTION_TIMEOUT) {
			set(sql, "transaction_timeout", "0");
		}
		set(sql, "lock_timeout", lockTimeout.toMillis() + "ms");
		set(sql, "standard_conforming_strings", "on");
		set(sql, "search_path", probe.searchPath());
		if (probe.citus()) {
			// otherwise a lock timeout does not reach the workers
			set(sql, "citus.propagate_set_commands", "local");
		}
		if (!probe.user().equals(probe.sessionUser())) {
			// what the pool or the data source had set
			sql.append("SET ROLE ").append(SqlQuote.identifier(probe.user())).append(";\n");
		}
		this.setup = sql.toString();
	}

	private static void set(StringBuilder sql, String name, String value) {
		sql.append("SELECT pg_catalog.set_config('%s', %s, false);%n".formatted(name, SqlQuote.literal(value)));
	}

	/**
	 * Sets a fresh session up.
	 * @param session the session
	 * @throws SQLException if the server refuses
	 */
	public void apply(Session session) throws SQLException {
		session.execute(this.setup);
	}

	/**
	 * Sets a session up as if it were new, except for our own lock.
	 * @param session the session
	 * @param lockKey the key of our advisory lock
	 * @throws SQLException if the server refuses
	 */
	public void reset(Session session, long lockKey) throws SQLException {
		session.execute(RESET.formatted(lockKey) + this.setup);
	}

}
