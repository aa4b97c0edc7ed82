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

	/**
	 * What the pooler and the driver have set in the session, which is not to be lost
	 * when what a script sets is taken back: the driver needs its encoding, and a pooler
	 * sets some things only once, when it opens a session.
	 */
	private static final String REMEMBER = """
			SELECT pg_catalog.set_config('tidemark.given', (
			         SELECT coalesce(pg_catalog.json_object_agg(name, setting)::text, '{}')
			         FROM pg_catalog.pg_settings
			         WHERE source = 'session' AND context IN ('user', 'superuser')
			           AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')),
			       true)""";

	/**
	 * One statement, since the driver would see the encoding change between two.
	 */
	private static final String TAKE_BACK = """
			DO $tidemark$
			DECLARE
			  given pg_catalog.json :=
			    coalesce(nullif(pg_catalog.current_setting('tidemark.given', true), ''), '{}')::pg_catalog.json;
			  name text;
			  value text;
			BEGIN
			  EXECUTE 'CLOSE ALL';
			  UNLISTEN *;
			  FOR name IN SELECT p.name FROM pg_catalog.pg_prepared_statements p
			              WHERE p.from_sql AND p.prepare_time >= pg_catalog.now() LOOP
			    EXECUTE pg_catalog.format('DEALLOCATE %I', name);
			  END LOOP;
			  RESET ALL;
			  FOR name, value IN SELECT * FROM pg_catalog.json_each_text(given) LOOP
			    PERFORM pg_catalog.set_config(name, value, false);
			  END LOOP;
			  DISCARD TEMP;
			END $tidemark$""";

	private final String applicationName;

	private final String role;

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
		this.role = probe.user().equals(probe.sessionUser()) ? "RESET ROLE"
				: "SET ROLE " + SqlQuote.identifier(probe.user());
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
	public boolean reset(Session session) {
		// each transaction has taken back what it set
		return true;
	}

	@Override
	public boolean onlyStatementsLeaveTraces() {
		return true;
	}

	@Override
	public List<String> opening() {
		List<String> opening = new ArrayList<>();
		// the lease is renewed meanwhile, which a snapshot of the whole transaction would
		// not let it check
		opening.add("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
		opening.add(REMEMBER);
		opening.addAll(this.local);
		return opening;
	}

	@Override
	public List<String> beforeRecording() {
		List<String> statements = new ArrayList<>();
		// not LOCAL: the session goes to another client after COMMIT
		statements.add("RESET SESSION AUTHORIZATION");
		statements.add(this.role);
		statements.add(TAKE_BACK);
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
