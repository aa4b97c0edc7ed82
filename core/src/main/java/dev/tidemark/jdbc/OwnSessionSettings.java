package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
	 * platform can, and one that cannot refuses them all. A block of PL/pgSQL that caught
	 * that would make a new backend load the language, which takes longer than all the
	 * rest.
	 */
	private static final String NOTICE_DEAD_CLIENT = """
			SET tcp_keepalives_idle = 30;
			SET tcp_keepalives_interval = 10;
			SET tcp_keepalives_count = 3;
			SET client_connection_check_interval = '2s';
			""";

	/** A reset must cost little: it comes before each migration that follows another. */
	private static final String SEEN = """
			SELECT pg_catalog.current_setting('client_connection_check_interval', true) = '2s' AS notices,
			       EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D') AS event_triggers,
			       (%s) AS kept
			""";

	static final int WITH_TRANSACTION_TIMEOUT = 170000;

	private final ServerProbe probe;

	private final String noticeDeadClient;

	private final String settings;

	private final String seen;

	private final boolean mayUnlockAll;

	private boolean notices;

	private boolean eventTriggers = true;

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
		this(probe, applicationName, lockTimeout, given, lockKey, NOTICE_DEAD_CLIENT);
	}

	OwnSessionSettings(ServerProbe probe, String applicationName, Duration lockTimeout, Map<String, String> given,
			@Nullable Long lockKey, String noticeDeadClient) {
		this.probe = probe;
		this.noticeDeadClient = noticeDeadClient;
		StringBuilder sql = new StringBuilder();
		List<String> values = new ArrayList<>();
		given.forEach((name, value) -> values.add(value(name, value)));
		values.add(value("search_path", probe.searchPath()));
		sql.append("SELECT ").append(String.join(", ", values)).append(";\n");
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
		this.settings = sql.toString();
		this.seen = SEEN.formatted((lockKey != null && probe.capabilities().lockView())
				? SessionReset.keepOnly(Long.toString(lockKey)) : "true");
		this.mayUnlockAll = lockKey == null && probe.capabilities().advisoryLocks();
	}

	private static void set(StringBuilder sql, String name, String value) {
		sql.append("SET ").append(name).append(" = ").append(SqlQuote.literal(value)).append(";\n");
	}

	/**
	 * SET would take a list of names for one name.
	 */
	private static String value(String name, String value) {
		return "pg_catalog.set_config('%s', %s, false)".formatted(name, SqlQuote.literal(value));
	}

	@Override
	public void apply(Session session) throws SQLException {
		try {
			look(session, this.noticeDeadClient + this.settings);
		}
		catch (SQLException ex) {
			if (!SqlStates.refusesValue(ex.getSQLState())) {
				throw ex;
			}
			look(session, this.settings);
		}
	}

	@Override
	public boolean reset(Session session) throws SQLException {
		String unlock = this.mayUnlockAll ? "SELECT pg_catalog.pg_advisory_unlock_all();\n" : "";
		String notice = this.notices ? this.noticeDeadClient : "";
		return look(session, SessionReset.STATEMENTS + unlock + notice + this.settings);
	}

	/**
	 * Executes what sets the session up, and looks at it in the same round trip.
	 * @return whether our lock is held
	 */
	private boolean look(Session session, String setup) throws SQLException {
		return session.query(setup + this.seen, (row) -> {
			this.notices = row.getBoolean("notices");
			this.eventTriggers = row.getBoolean("event_triggers");
			return row.getBoolean("kept");
		});
	}

	@Override
	public boolean onlyStatementsLeaveTraces() {
		return !this.eventTriggers;
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
