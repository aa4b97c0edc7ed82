package dev.tidemark.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.sql.SqlQuote;

/**
 * Settings behind a pooler in transaction mode, where each transaction may reach another
 * session, and other clients get it afterwards: everything is set within a transaction,
 * and what a script has set is taken back before COMMIT.
 */
public final class PooledSessionSettings implements SessionSettings {

	private final String applicationName;

	private final List<String> local;

	/**
	 * Creates the settings.
	 * @param probe what is known of the server
	 * @param applicationName what others see in {@code pg_stat_activity} while a
	 * transaction of ours is open; must be fit for a comment
	 * @param lockTimeout bounds the waits while our own rows are written
	 */
	public PooledSessionSettings(ServerProbe probe, String applicationName, Duration lockTimeout) {
		this.applicationName = applicationName;
		List<String> settings = new ArrayList<>();
		settings.add("SET LOCAL application_name = " + SqlQuote.literal(applicationName));
		settings.add("SET LOCAL statement_timeout = 0");
		settings.add("SET LOCAL idle_in_transaction_session_timeout = 0");
		if (probe.serverVersion() >= OwnSessionSettings.WITH_TRANSACTION_TIMEOUT) {
			settings.add("SET LOCAL transaction_timeout = 0");
		}
		if (probe.capabilities().lockTimeout()) {
			settings.add("SET LOCAL lock_timeout = '%dms'".formatted(lockTimeout.toMillis()));
		}
		settings.add("SET LOCAL standard_conforming_strings = on");
		// not SET LOCAL, which would take the whole path for one name
		settings.add("SELECT pg_catalog.set_config('search_path', %s, true)"
			.formatted(SqlQuote.literal(probe.searchPath())));
		if (probe.citus()) {
			settings.add("SET LOCAL citus.propagate_set_commands = 'local'");
		}
		this.local = List.copyOf(settings);
	}

	@Override
	public void apply(Session session) {
		// nothing that is set now would reach the next transaction
	}

	@Override
	public void reset(Session session) {
		// each transaction has taken back what it set
	}

	@Override
	public List<String> opening() {
		List<String> opening = new ArrayList<>();
		// the lease is renewed meanwhile, which a snapshot of the whole transaction would
		// not let it check
		opening.add("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
		opening.addAll(this.local);
		return opening;
	}

	@Override
	public List<String> beforeRecording() {
		List<String> statements = new ArrayList<>();
		// not LOCAL: the session goes to another client after COMMIT
		statements.add("RESET SESSION AUTHORIZATION");
		statements.add("RESET ROLE");
		statements.add("RESET ALL");
		statements.add("DISCARD TEMP");
		statements.addAll(this.local);
		return statements;
	}

	@Override
	public String alone(String sql) {
		// the session's name would have to be set for other clients too
		return "/* %s */ %s".formatted(this.applicationName, sql);
	}

	@Override
	public boolean sessionIsOurs() {
		return false;
	}

}
