package dev.tidemark.lock;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whole runs with a lease.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaseRunTests extends AbstractLeaseTests {

	private static final int MIGRATORS = 6;

	/** Shorter than a migration takes; a machine may stand still for a second. */
	private static final Duration RENEWED = Duration.ofSeconds(2);

	/** What makes a direct connection look like one through a pooler. */
	private static final String HIDE_PID = "REVOKE EXECUTE ON FUNCTION pg_backend_pid() FROM PUBLIC";

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE slow (); SELECT pg_sleep(3.5)",
			"-- tidemark: transactional=false\nCREATE TABLE slow ();\nSELECT pg_sleep(3.5)",
			"BEGIN;\nCREATE TABLE slow ();\nSELECT pg_sleep(3.5);\nCOMMIT;\nSELECT 1" })
	void keepTheLeaseForAsLongAsAMigrationTakes(String script) {
		write("001_slow.sql", script);
		BackgroundRun owner = BackgroundRun.start(migrator(RENEWED)::migrate);
		awaitStatement("%pg_sleep(3.5)%");
		assertThat(migrator(RENEWED).migrate().scripts()).as("the one that waited").isEmpty();
		assertThat(owner.report().scripts()).containsExactly("001_slow.sql");
		assertThat(events().of(LockTakenOver.class)).isEmpty();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void commitNothingAfterTheLeaseWasLost() {
		write("001_slow.sql", "CREATE TABLE slow (); " + GATE).write("002_next.sql", "CREATE TABLE next ()");
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun run = BackgroundRun.start(migrator(SHORT)::migrate);
			awaitLockWait(Duration.ZERO);
			database().execute("UPDATE schema_migrations_lock SET token = token + 1, owner = 'thief', mark = 'thief', "
					+ "expires_at = clock_timestamp() + interval '1 h'");
			MigrationLockException failure = run.failure(MigrationLockException.class);
			assertThat(failure).as("it does not wait for the gate")
				.hasMessageContaining("The migration lock was lost during migration 001 slow")
				.hasMessageContaining("everything this migration did was rolled back");
			assertThat(failure.action()).contains("A lease ends when its process stands still");
		}
		assertThat(exists("slow")).isFalse();
		assertThat(history()).isEmpty();
		assertThat(values("SELECT owner FROM schema_migrations_lock")).as("the thief's lease").containsExactly("thief");
	}

	@Test
	void commitNoTransactionOfAScriptAfterTheLeaseWasLost() {
		write("001_slow.sql",
				"BEGIN; CREATE TABLE early (); COMMIT; BEGIN; CREATE TABLE slow (); " + GATE + "; COMMIT;");
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun run = BackgroundRun.start(migrator(SHORT)::migrate);
			awaitLockWait(Duration.ZERO);
			database().execute("UPDATE schema_migrations_lock SET token = token + 1, owner = 'thief', mark = 'thief', "
					+ "expires_at = clock_timestamp() + interval '1 h'");
			gate.end();
			run.failure(MigrationLockException.class);
		}
		assertThat(exists("early")).isTrue();
		assertThat(exists("slow")).isFalse();
		assertThat(values("SELECT statements_done FROM schema_migrations")).containsExactly("3");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void runTheTransactionsOfAScript(boolean withoutSession) {
		if (withoutSession) {
			database().execute(HIDE_PID);
		}
		write("001_own.sql", """
				CREATE TABLE own (name text);
				BEGIN;
				COPY own FROM stdin;
				a
				\\.
				COMMIT AND CHAIN;
				INSERT INTO own VALUES ('undone');
				ROLLBACK;
				INSERT INTO own VALUES ('b');
				""");
		migrator(LONG).migrate();
		assertThat(values("SELECT name FROM own")).containsExactly("a", "b");
		assertThat(values("SELECT statements_done || state FROM schema_migrations")).containsExactly("7applied");
	}

	@Test
	void refuseModesOfATransactionWithoutASessionOfOurs() {
		database().execute(HIDE_PID);
		write("001_own.sql", "CREATE TABLE own ();\nBEGIN ISOLATION LEVEL SERIALIZABLE;\nSELECT 1;\nCOMMIT;");
		assertThat(failing(InvalidMigrationsException.class, migrator(LONG)))
			.hasMessageContaining("001_own.sql:2:1: 'BEGIN ISOLATION LEVEL SERIALIZABLE' sets modes of a transaction");
		assertThat(exists("own")).isFalse();
	}

	@Test
	void releaseTheLeaseWhenTheConnectionBroke() {
		write("001_slow.sql", "SELECT pg_sleep(600)");
		BackgroundRun run = BackgroundRun.start(migrator(LONG)::migrate);
		awaitStatement("%pg_sleep(600)%");
		database().execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
				+ "WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(600)%' "
				+ "AND pid <> pg_backend_pid()");
		run.failure(RuntimeException.class);
		write("001_slow.sql", "CREATE TABLE slow ()");
		assertThat(migrator(LONG).migrate().scripts()).as("the next one does not wait for minutes")
			.containsExactly("001_slow.sql");
		assertThat(events().of(LockTakenOver.class)).isEmpty();
	}

	@Test
	void countAsOverWhenTheOwnerHasDiedAfterTheLastMigration() {
		write("001_a.sql", "CREATE TABLE a ()");
		migrator(LONG).migrate();
		database().execute("UPDATE schema_migrations_lock SET owner = 'dead', mark = 'dead', "
				+ "acquired_at = clock_timestamp(), expires_at = clock_timestamp() + interval '1 h'");
		assertThat(migrator(LONG).status().state()).isEqualTo(DatabaseState.RUNNING);
		expire();
		assertThat(migrator(LONG).migrate().scripts()).isEmpty();
		assertThat(migrator(LONG).status().state()).isEqualTo(DatabaseState.CURRENT);
		assertThat(migrator(LONG).status().lockHolder()).isNull();
	}

	@Test
	void goOnAfterAllTablesWereEmptied() {
		write("001_a.sql", "CREATE TABLE a ()");
		migrator(LONG).migrate();
		database().execute("TRUNCATE schema_migrations_lock");
		write("002_b.sql", "CREATE TABLE b ()");
		assertThat(migrator(LONG).migrate().scripts()).containsExactly("002_b.sql");
	}

	@Test
	void goOnAfterAllTablesWereEmptiedWhileOneWaits() {
		write("001_slow.sql", GATE);
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun owner = BackgroundRun.start(migrator(LONG)::migrate);
			awaitLockWait(Duration.ZERO);
			BackgroundRun next = BackgroundRun.start(migrator(LONG)::migrate);
			awaitWaiting(events());
			database().execute("TRUNCATE schema_migrations_lock");
			await().until(() -> values("SELECT count(*) FROM pg_locks WHERE NOT granted").equals(List.of("2")));
			gate.end();
			owner.failure(MigrationLockException.class);
			assertThat(next.report().scripts()).containsExactly("001_slow.sql");
		}
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void refuseATableOfTheSameNameThatIsAnothers() {
		write("001_a.sql", "CREATE TABLE a ()");
		database().execute("CREATE TABLE schema_migrations_lock (locked boolean)");
		MigrationLockException failure = failing(MigrationLockException.class, migrator(LONG));
		assertThat(failure).hasMessageContaining("\"public\".\"schema_migrations_lock\"")
			.hasMessageContaining("is not Tidemark's")
			.hasMessageContaining("nothing was run");
		assertThat(failure.action()).contains("tidemark.history.table");
		assertThat(exists("a")).isFalse();
		assertThat(values("SELECT count(*) FROM schema_migrations_lock")).containsExactly("0");
	}

	@Test
	void doNotMindSuchATableWithAnAdvisoryLock() {
		write("001_a.sql", "CREATE TABLE a ()");
		database().execute("CREATE TABLE schema_migrations_lock (locked boolean)");
		assertThat(Migrator.of(database().dataSource(role()), settings()).migrate().scripts()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void doEverythingThatRunsDo(boolean withoutSession) {
		if (withoutSession) {
			database().execute(HIDE_PID);
		}
		write("001_users.sql", "CREATE TABLE users (id bigint, mail text)").write("002_rows.up.sql",
				"INSERT INTO users VALUES (1, 'a'), (2, 'b')");
		write("002_rows.down.sql", "DELETE FROM users");
		write("003_mixed.up.sql", """
				ALTER TABLE users ADD COLUMN name text;
				CREATE INDEX CONCURRENTLY users_name ON users (name);
				UPDATE users SET name = mail;
				""");
		write("003_mixed.down.sql", """
				DROP INDEX CONCURRENTLY users_name;
				ALTER TABLE users DROP COLUMN name;
				""");
		assertThat(migrator(LONG).migrate().scripts()).containsExactly("001_users.sql", "002_rows.up.sql",
				"003_mixed.up.sql");
		assertThat(migrator(LONG).rollback(2).scripts()).containsExactly("003_mixed.up.sql", "002_rows.up.sql");
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
		write("R__view.sql", "CREATE OR REPLACE VIEW mails AS SELECT mail FROM users");
		CodeMigration code = code("4", (context) -> context.jdbc().sql("INSERT INTO users VALUES (3, 'c')").update());
		MigrationReport report = migrator(LONG).withJavaMigrations(() -> List.of(code)).migrate();
		assertThat(report.scripts()).containsExactly("002_rows.up.sql", "003_mixed.up.sql", "Code4", "R__view.sql");
		assertThat(report.status().lockStrategy()).isEqualTo("lease");
		assertThat(values("SELECT mail FROM mails ORDER BY 1")).containsExactly("a", "b", "c");
		assertThat(values("SELECT owner IS NULL AND token = 3 FROM schema_migrations_lock")).containsExactly("t");
	}

	@ParameterizedTest
	@CsvSource({ "read committed,true", "repeatable read,false", "repeatable read,true", "serializable,false",
			"serializable,true" })
	void applyEachMigrationExactlyOnceWhereverTheyBegin(String isolation, boolean withoutSession) {
		if (withoutSession) {
			database().execute(HIDE_PID);
		}
		database().execute("GRANT CREATE ON DATABASE %s TO %s".formatted(database().name(), role().name()));
		database()
			.execute("ALTER ROLE %s SET default_transaction_isolation = '%s'".formatted(role().name(), isolation));
		write("001_users.sql", "CREATE TABLE public.users (id bigint)").write("002_rows.sql",
				"INSERT INTO users SELECT generate_series(1, 3); SELECT pg_sleep(0.5)");
		write("003_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		write("R__more.sql", "INSERT INTO users VALUES (4)");
		List<BackgroundRun> runs = IntStream.range(0, MIGRATORS)
			.mapToObj((i) -> BackgroundRun.start(Migrator
				.of(database().dataSource(role()), settings(LONG).withHistory(new HistorySettings("fresh", null, null)))
				.withListeners(List.of(events()))::migrate))
			.toList();
		List<String> applied = runs.stream().flatMap((run) -> run.report().scripts().stream()).toList();
		assertThat(applied).containsExactlyInAnyOrder("001_users.sql", "002_rows.sql", "003_index.sql", "R__more.sql");
		assertThat(values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2", "3", "4");
		List<String> states = values("SELECT state FROM fresh.schema_migrations");
		assertThat(Collections.frequency(states, "applied")).isEqualTo(4);
		assertThat(states).hasSize(4);
		assertThat(events().of(LockTakenOver.class)).isEmpty();
	}

}
