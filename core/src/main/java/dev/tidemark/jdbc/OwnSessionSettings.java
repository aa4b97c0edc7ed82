package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SessionReset;
import dev.tidemark.sql.SqlQuote;

/**
 * Settings of a session that is ours alone: they are made once, hold from one transaction
 * to the next, and are made again between two migrations.
 */
public final class OwnSessionSettings implements SessionSettings {

	/**
	 * A dead client is to free its lock soon, so the server looks for it; not every
	 * platform can.
	 */
	private static final String NOTICE_DEAD_CLIENT = """
			DO $$ BEGIN
			  PERFORM pg_catalog.set_config('tcp_keepalives_idle', '30', false),
			          pg_catalog.set_config('tcp_keepalives_interval', '10', false),
			          pg_catalog.set_config('tcp_keepalives_count', '3', false),
			          pg_catalog.set_config('client_connection_check_interval', '2s', false);
			EXCEPTION WHEN OTHERS THEN NULL;
			END $$;
			""";

	static final int WITH_TRANSACTION_TIMEOUT = 170000;

	private final ServerProbe probe;

	private final String setup;

	private final String unlock;

	/**
	 * Creates the settings.
	 * @param probe what is known of the session
	 * @param applicationName what others see in {@code pg_stat_activity}
	 * @param lockTimeout bounds every wait for a lock outside of migrations too
	 * @param given what the data source has set, by name, and every migration is to find
	 * @param lockKey the key of the advisory lock that a reset leaves alone, or
	 * {@code null} where the session holds none of ours
	 */
	public OwnSessionSettings(ServerProbe probe, String applicationName, Duration lockTimeout,
			Map<String, String> given, @Nullable Long lockKey) {
		this.probe = probe;
		StringBuilder sql = new StringBuilder(NOTICE_DEAD_CLIENT);
		given.forEach((name, value) -> set(sql, name, value));
		set(sql, "application_name", applicationName);
		set(sql, "statement_timeout", "0");
		set(sql, "idle_in_transaction_session_timeout", "0");
		set(sql, "idle_session_timeout", "0");
		if (probe.serverVersion() >= WITH_TRANSACTION_TIMEOUT) {
			set(sql, "transaction_timeout", "0");
		}
		if (probe.capabilities().lockTimeout()) {
			set(sql, "lock_timeout", lockTimeout.toMillis() + "ms");
		}
		set(sql, "standard_conforming_strings", "on");
		set(sql, "search_path", probe.searchPath());
		if (lockKey == null) {
			// the lease is renewed meanwhile, which a snapshot of the whole transaction
			// would not let it check
			set(sql, "default_transaction_isolation", "read committed");
		}
		if (probe.citus()) {
			// otherwise a lock timeout does not reach the workers
			set(sql, "citus.propagate_set_commands", "local");
		}
		if (!probe.user().equals(probe.sessionUser())) {
			// what the pool or the data source had set
			sql.append("SET ROLE ").append(SqlQuote.identifier(probe.user())).append(";\n");
		}
		this.setup = sql.toString();
		this.unlock = unlock(probe.capabilities(), lockKey);
	}

	private static void set(StringBuilder sql, String name, String value) {
		sql.append("SELECT pg_catalog.set_config('%s', %s, false);%n".formatted(name, SqlQuote.literal(value)));
	}

	private static String unlock(Capabilities capabilities, @Nullable Long lockKey) {
		if (lockKey != null) {
			return SessionReset.unlockOthers(Long.toString(lockKey)) + ";\n";
		}
		return capabilities.advisoryLocks() ? "SELECT pg_catalog.pg_advisory_unlock_all();\n" : "";
	}

	@Override
	public void apply(Session session) throws SQLException {
		session.execute(this.setup);
	}

	@Override
	public void reset(Session session) throws SQLException {
		session.execute(SessionReset.STATEMENTS + this.unlock + this.setup);
	}

	@Override
	public List<String> opening() {
		return List.of();
	}

	@Override
	public List<String> beforeRecording() {
		return List.of("SET LOCAL SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE " + role());
	}

	private String role() {
		return this.probe.user().equals(this.probe.sessionUser()) ? "NONE" : SqlQuote.identifier(this.probe.user());
	}

	@Override
	public String alone(String sql) {
		return sql;
	}

	@Override
	public boolean sessionIsOurs() {
		return true;
	}

}
