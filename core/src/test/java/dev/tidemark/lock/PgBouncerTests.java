package dev.tidemark.lock;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationReport;
import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PgBouncer;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whole runs behind a real pooler.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PgBouncerTests extends AbstractPgBouncerTests {

	private static final int MIGRATORS = 8;

	@Test
	void chooseALeaseInTransactionModeAndSayWhy() {
		inTransactionMode(ENOUGH);
		write("001_a.sql", "CREATE TABLE a ()");
		MigrationStatus status = migrator(pooled(), patient()).migrate().status();
		assertThat(status.lockStrategy()).isEqualTo("lease");
		assertThat(status.lockReason()).contains("goes through a pooler");
		assertThat(migrator(pooled(), patient()).status().lockReason()).contains("goes through a pooler");
		assertThat(values("SELECT owner IS NULL FROM schema_migrations_lock")).containsExactly("t");
	}

	@Test
	void chooseALeaseInSessionModeToo() {
		pool(PgBouncer.inSessionMode(database()));
		write("001_a.sql", "CREATE TABLE a (id bigint)").write("002_index.sql",
				"CREATE INDEX CONCURRENTLY a_id ON a (id)");
		assertThat(migrator(pooled(), patient()).migrate().status().lockStrategy()).isEqualTo("lease");
	}

	@Test
	void takeAnAdvisoryLockInSessionModeWhereTheyAreAskedTo() {
		pool(PgBouncer.inSessionMode(database()));
		write("001_a.sql", "CREATE TABLE a (id bigint)").write("002_index.sql",
				"SET search_path = public; CREATE INDEX CONCURRENTLY a_id ON a (id)");
		MigratorSettings advisory = settings(LockStrategy.ADVISORY, null);
		List<BackgroundRun> runs = IntStream.range(0, 3)
			.mapToObj((i) -> BackgroundRun.start(migrator(pooled(), advisory)::migrate))
			.toList();
		assertThat(runs.stream().flatMap((run) -> run.report().scripts().stream())).hasSize(2);
		MigrationStatus status = migrator(pooled(), advisory).status();
		assertThat(status.lockStrategy()).isEqualTo("advisory");
		assertThat(status.lockHolder()).isNull();
		assertThat(exists("schema_migrations_lock")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "extended" })
	void doEverythingThatRunsDo(String queryMode) {
		inTransactionMode(2);
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
		Migrator migrator = migrator(pooled(queryMode), patient());
		migrator.migrate();
		assertThat(migrator.rollback(2).scripts()).containsExactly("003_mixed.up.sql", "002_rows.up.sql");
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
		write("R__view.sql", "CREATE OR REPLACE VIEW mails AS SELECT mail FROM users");
		CodeMigration code = AbstractLeaseTests.code("4",
				(context) -> context.jdbc().sql("INSERT INTO users VALUES (?, ?)").params(3, "c").update());
		MigrationReport report = migrator.withJavaMigrations(() -> List.of(code)).migrate();
		assertThat(report.scripts()).containsExactly("002_rows.up.sql", "003_mixed.up.sql", "Code4", "R__view.sql");
		assertThat(values("SELECT mail FROM mails ORDER BY 1")).containsExactly("a", "b", "c");
		assertThat(values("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_name'::regclass"))
			.containsExactly("t");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, ENOUGH })
	void applyEachMigrationExactlyOnceWhateverTheSizeOfThePool(int poolSize) {
		inTransactionMode(poolSize);
		write("001_users.sql", "CREATE TABLE users (id bigint)").write("002_rows.sql",
				"INSERT INTO users SELECT generate_series(1, 3)");
		write("003_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		write("R__more.sql", "INSERT INTO users VALUES (4)");
		List<BackgroundRun> runs = IntStream.range(0, MIGRATORS)
			.mapToObj((i) -> BackgroundRun.start(migrator(pooled(), patient())::migrate))
			.toList();
		List<String> applied = runs.stream().flatMap((run) -> run.report().scripts().stream()).toList();
		assertThat(applied).containsExactlyInAnyOrder("001_users.sql", "002_rows.sql", "003_index.sql", "R__more.sql");
		assertThat(values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2", "3", "4");
		assertThat(Collections.frequency(states(), MigrationState.APPLIED)).isEqualTo(4);
		assertThat(events().of(LockTakenOver.class)).isEmpty();
	}

	@Test
	void renewTheLeaseOnASecondSessionOfThePool() {
		inTransactionMode(2);
		write("001_slow.sql", "SELECT pg_sleep(3.5)");
		MigratorSettings shortLease = settings(LockStrategy.AUTO, Duration.ofSeconds(1));
		assertThat(migrator(pooled(), shortLease).migrate().scripts()).hasSize(1);
		assertThat(events().of(LockTakenOver.class)).isEmpty();
	}

	@Test
	void commitNothingWhereThePoolHasNoSecondSessionAndAMigrationTakesLongerThanTheLease() {
		inTransactionMode(1);
		write("001_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(2)");
		MigratorSettings shortLease = settings(LockStrategy.AUTO, Duration.ofSeconds(1));
		MigrationLockException failure = failing(MigrationLockException.class, migrator(pooled(), shortLease));
		assertThat(failure).hasMessageContaining("The migration lock was lost during migration 001 slow");
		assertThat(exists("slow")).isFalse();
		assertThat(migrator(pooled(), patient()).migrate().scripts()).as("with a lease that is long enough").hasSize(1);
	}

	@Test
	void nameWhomTheyWaitForAndTryAgain() {
		inTransactionMode(ENOUGH);
		database().execute("CREATE TABLE users ()");
		database().execute("ALTER TABLE users OWNER TO " + role().name());
		write("001_users.sql", "ALTER TABLE users ADD COLUMN mail text");
		RetrySettings often = new RetrySettings(Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMillis(10));
		MigratorSettings impatient = patient()
			.withExecution(new ExecutionSettings(Duration.ofMillis(800), null, often));
		try (OtherSession reader = OtherSession.open(database(), "reader").begin("SELECT * FROM users")) {
			BackgroundRun run = BackgroundRun.start(migrator(pooled(), impatient)::migrate);
			await().until(() -> !events().of(RetryScheduled.class).isEmpty());
			reader.end();
			assertThat(run.report().scripts()).hasSize(1);
		}
		assertThat(events().of(Blocked.class)).isNotEmpty();
		assertThat(events().of(Blocked.class).get(0).blockers()).singleElement()
			.asString()
			.contains("application reader");
		assertThat(events().of(RetryScheduled.class).get(0).sqlState()).isEqualTo("55P03");
		assertThat(events().of(RetryScheduled.class).get(0).blockers()).isNotEmpty();
	}

	@Test
	void keepAllWaitsOfATransactionWithinOneBudget() {
		inTransactionMode(ENOUGH);
		database().execute("CREATE TABLE users (); CREATE TABLE one (); CREATE TABLE two ()");
		List.of("users", "one", "two")
			.forEach((table) -> database().execute("ALTER TABLE %s OWNER TO %s".formatted(table, role().name())));
		write("001_all.sql", "LOCK TABLE users; LOCK TABLE one; LOCK TABLE two");
		RetrySettings never = new RetrySettings(Duration.ZERO, null, null);
		MigratorSettings settings = patient()
			.withExecution(new ExecutionSettings(Duration.ofMillis(1500), null, never));
		try (OtherSession one = OtherSession.open(database(), "one").begin("LOCK TABLE one");
				OtherSession two = OtherSession.open(database(), "two").begin("LOCK TABLE two")) {
			BackgroundRun run = BackgroundRun.start(migrator(pooled(), settings)::migrate);
			awaitLockWait(Duration.ofMillis(1000));
			one.end();
			MigrationFailedException failure = run.failure(MigrationFailedException.class);
			assertThat(failure.sqlState()).as("cancelled by the watch, not by the server's lock_timeout")
				.isEqualTo("57014");
		}
	}

	@Test
	void nameWhomAConcurrentBuildWaitsFor() {
		inTransactionMode(ENOUGH);
		database().execute("CREATE TABLE users (id bigint)");
		database().execute("ALTER TABLE users OWNER TO " + role().name());
		write("001_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		try (OtherSession writer = OtherSession.open(database(), "writer").begin("INSERT INTO users VALUES (1)")) {
			BackgroundRun run = BackgroundRun.start(migrator(pooled(), patient())::migrate);
			await().until(() -> !events().of(Blocked.class).isEmpty());
			writer.end();
			assertThat(run.report().scripts()).hasSize(1);
		}
		assertThat(events().of(Blocked.class).get(0).blockers()).singleElement()
			.asString()
			.contains("application writer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT pg_sleep(600)", "-- tidemark: transactional=false\nSELECT pg_sleep(600)" })
	void endTheStatementWhenTheyAreCancelled(String script) {
		inTransactionMode(ENOUGH);
		write("001_slow.sql", script);
		Migrator migrator = migrator(pooled(), patient());
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		awaitStatement("%pg_sleep(600)");
		long start = System.nanoTime();
		migrator.cancel();
		run.failure(MigrationCancelledException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		assertThat(values("SELECT owner IS NULL FROM schema_migrations_lock")).as("released").containsExactly("t");
	}

}
