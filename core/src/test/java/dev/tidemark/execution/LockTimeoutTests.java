package dev.tidemark.execution;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.MigrationEvent.Unblocked;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class LockTimeoutTests extends AbstractMigratorTests {

	private static final String ALTER = "ALTER TABLE users ADD COLUMN mail text";

	private OtherSession reporting;

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE users (id bigint); CREATE TABLE seen (value text)");
		this.reporting = OtherSession.open(database(), "reporting");
	}

	@AfterEach
	void tearDown() {
		this.reporting.close();
	}

	@Test
	void triesAgainUntilTheBlockerIsGone() {
		write("001_mail.sql", ALTER);
		readUsersInAnOpenTransaction();
		BackgroundRun run = BackgroundRun.start(retrying(Duration.ofSeconds(1), Duration.ofMinutes(1))::migrate);
		await().until(() -> !events().of(RetryScheduled.class).isEmpty());
		assertThat(exists("schema_migrations")).isTrue();
		this.reporting.end();
		assertThat(run.report().scripts()).containsExactly("001_mail.sql");
		assertThat(states()).containsExactly(MigrationState.APPLIED);
		assertThat(events().of(StepStarted.class)).extracting(StepStarted::attempt).startsWith(1, 2);
		assertThat(events().of(StepFinished.class)).hasSize(1);
	}

	@Test
	void namesTheBlocker() {
		write("001_mail.sql", ALTER);
		readUsersInAnOpenTransaction();
		BackgroundRun run = BackgroundRun.start(retrying(Duration.ofSeconds(1), Duration.ofMinutes(1))::migrate);
		await().until(() -> !events().of(RetryScheduled.class).isEmpty());
		this.reporting.end();
		run.report();
		Blocked blocked = events().of(Blocked.class).get(0);
		assertThat(blocked.step().version()).isEqualTo("001");
		assertThat(blocked.waited()).isPositive();
		assertThat(blocked.blockers()).singleElement()
			.asString()
			.contains("pid %d (application reporting, idle in transaction".formatted(this.reporting.pid()))
			.contains("last query: SELECT * FROM users");
		RetryScheduled retry = events().of(RetryScheduled.class).get(0);
		assertThat(retry.attempt()).isEqualTo(1);
		assertThat(retry.sqlState()).isEqualTo("55P03");
		assertThat(retry.blockers()).singleElement().asString().contains("application reporting");
	}

	@Test
	void namesTheBlockerAlsoWhereTheTimeoutIsShort() {
		write("001_mail.sql", "-- tidemark: lock-timeout=200ms\n" + ALTER);
		readUsersInAnOpenTransaction();
		BackgroundRun run = BackgroundRun.start(retrying(Duration.ofSeconds(5), Duration.ofMinutes(1))::migrate);
		await().until(() -> events().of(RetryScheduled.class).size() > 2);
		this.reporting.end();
		run.report();
		assertThat(events().of(RetryScheduled.class).get(2).blockers()).singleElement()
			.asString()
			.contains("application reporting");
	}

	@Test
	void tellsThatTheWaitIsOver() {
		write("001_mail.sql", ALTER + "; SELECT pg_sleep(1)");
		readUsersInAnOpenTransaction();
		BackgroundRun run = BackgroundRun.start(retrying(Duration.ofMinutes(1), Duration.ZERO)::migrate);
		await().until(() -> !events().of(Blocked.class).isEmpty());
		this.reporting.end();
		run.report();
		assertThat(events().of(Unblocked.class)).hasSize(1);
	}

	@Test
	void failsWhenTheDeadlineIsOver() {
		write("001_mail.sql", ALTER);
		readUsersInAnOpenTransaction();
		MigrationFailedException failure = failing(MigrationFailedException.class,
				retrying(Duration.ofMillis(200), Duration.ZERO));
		assertThat(failure.sqlState()).isEqualTo("55P03");
		assertThat(failure).hasMessageContaining("canceling statement due to lock timeout")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(events().of(RetryScheduled.class)).isEmpty();
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void holdsNothingBetweenTwoAttempts() {
		write("001_mail.sql", "ALTER TABLE seen ADD COLUMN mail text; " + ALTER);
		readUsersInAnOpenTransaction();
		RetrySettings slowly = new RetrySettings(Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1));
		Migrator migrator = migrator(
				settings().withExecution(new ExecutionSettings(Duration.ofMillis(200), null, slowly)));
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		await().until(() -> !events().of(RetryScheduled.class).isEmpty());
		assertThat(values("SELECT relation::regclass FROM pg_locks WHERE locktype = 'relation' "
				+ "AND mode = 'AccessExclusiveLock' AND relation = 'seen'::regclass"))
			.isEmpty();
		migrator.cancel();
		run.failure(MigrationCancelledException.class);
	}

	@Test
	void isSetByTheScript() {
		write("001_seen.sql", """
				-- tidemark: lock-timeout=200ms, statement-timeout=1m
				INSERT INTO seen VALUES (current_setting('lock_timeout')), (current_setting('statement_timeout'));
				""");
		write("002_seen.sql", "INSERT INTO seen VALUES (current_setting('lock_timeout'))");
		migrate();
		assertThat(values("SELECT value FROM seen")).containsExactly("200ms", "1min", "5s");
	}

	@Test
	void doesNotRepeatAStatementThatTookTooLong() {
		write("001_slow.sql", "-- tidemark: statement-timeout=50ms\nSELECT pg_sleep(60)");
		assertThat(migrateFailing().sqlState()).isEqualTo("57014");
		assertThat(events().of(StepStarted.class)).hasSize(1);
	}

	@Test
	void repeatsAJavaMigrationToo() {
		readUsersInAnOpenTransaction();
		CodeMigration code = new CodeMigration(Version.of("1"), "code", "test.Code", false,
				(context) -> context.jdbc().sql(ALTER).update());
		Migrator migrator = retrying(Duration.ofMillis(200), Duration.ofMinutes(1))
			.withJavaMigrations(() -> List.of(code));
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		await().until(() -> events().of(RetryScheduled.class).size() > 1);
		this.reporting.end();
		assertThat(run.report().scripts()).containsExactly("test.Code");
	}

	@Test
	void repeatsAfterADeadlock() {
		database().execute("ALTER DATABASE %s SET deadlock_timeout = '1500ms'".formatted(database().name()));
		this.reporting.execute("SET deadlock_timeout = '1min'").begin("LOCK TABLE users");
		write("001_both.sql", "INSERT INTO seen VALUES ('migrated'); LOCK TABLE seen; " + ALTER);
		BackgroundRun run = BackgroundRun.start(retrying(Duration.ofSeconds(30), Duration.ofMinutes(1))::migrate);
		awaitLockWait(Duration.ZERO);
		this.reporting.execute("LOCK TABLE seen");
		this.reporting.end();
		assertThat(run.report().scripts()).containsExactly("001_both.sql");
		assertThat(events().of(RetryScheduled.class)).extracting(RetryScheduled::sqlState).containsExactly("40P01");
		assertThat(values("SELECT value FROM seen")).containsExactly("migrated");
	}

	private void readUsersInAnOpenTransaction() {
		this.reporting.begin("SELECT * FROM users");
	}

	private Migrator retrying(Duration lockTimeout, Duration deadline) {
		RetrySettings retry = new RetrySettings(deadline, Duration.ofMillis(50), Duration.ofMillis(100));
		return migrator(settings().withExecution(new ExecutionSettings(lockTimeout, null, retry)));
	}

}
