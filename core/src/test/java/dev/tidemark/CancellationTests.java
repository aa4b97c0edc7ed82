package dev.tidemark;

import java.time.Duration;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class CancellationTests extends AbstractMigratorTests {

	@Test
	void endsTheStatementAndRollsBack() {
		write("001_users.sql", "CREATE TABLE users ()");
		write("002_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(600)");
		Migrator migrator = migrator();
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		awaitStatement("%pg_sleep(600)");
		migrator.cancel();
		MigrationCancelledException failure = run.failure(MigrationCancelledException.class);
		assertThat(failure).hasMessageContaining("cancelled at migration 002 slow")
			.hasMessageContaining("everything this migration did was rolled back; those before it stay");
		assertThat(failure.action()).contains("the next start goes on");
		assertThat(exists("slow")).isFalse();
		assertThat(exists("users")).isTrue();
	}

	@Test
	void saysAtOnceWhatCameOfIt() {
		write("001_slow.sql", "SELECT pg_sleep(600)");
		Migrator migrator = migrator();
		try (CapturedLog log = new CapturedLog()) {
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			awaitStatement("%pg_sleep(600)");
			migrator.cancel();
			MigrationCancelledException failure = run.failure(MigrationCancelledException.class);
			assertThat(log.messages(Level.INFO)).containsExactly(
					"Database 'default': The database is fresh: every migration runs",
					"Database 'default': " + failure.getMessage() + ". " + failure.action());
		}
	}

	@Test
	void freesTheLock() {
		write("001_slow.sql", "SELECT pg_sleep(600)");
		Migrator migrator = migrator();
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		awaitStatement("%pg_sleep(600)");
		assertThat(migrator().status().lockHolder()).isNotNull();
		migrator.cancel();
		run.failure(MigrationCancelledException.class);
		assertThat(migrator().status().lockHolder()).isNull();
		write("001_slow.sql", "SELECT 1");
		assertThat(migrate().scripts()).containsExactly("001_slow.sql");
		assertThat(states()).containsExactly(MigrationState.FAILED, MigrationState.APPLIED);
	}

	@Test
	void endsTheWaitForTheLock() {
		write("001_users.sql", "CREATE TABLE users ()");
		try (OtherSession other = OtherSession.open(database(), "other")) {
			takeTheLock(other);
			Migrator migrator = migrator();
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			await().until(() -> !events().of(LockAwaited.class).isEmpty());
			migrator.cancel();
			assertThat(run.failure(MigrationCancelledException.class)).hasMessageContaining("nothing was run");
		}
		assertThat(exists("users")).isFalse();
	}

	@RepeatedTest(value = 3, name = "{currentRepetition}: the cancel request races with the record of the failure")
	void endsThePauseBetweenTwoAttempts() {
		database().execute("CREATE TABLE users ()");
		write("001_users.sql", "ALTER TABLE users ADD COLUMN mail text");
		RetrySettings slowly = new RetrySettings(Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1));
		Migrator migrator = migrator(
				settings().withExecution(new ExecutionSettings(Duration.ofMillis(100), null, slowly)));
		try (OtherSession other = OtherSession.open(database(), "other").begin("SELECT * FROM users")) {
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			await().until(() -> !events().of(RetryScheduled.class).isEmpty());
			migrator.cancel();
			run.failure(MigrationCancelledException.class);
		}
		assertThat(states()).containsExactly(MigrationState.FAILED);
	}

	@Test
	void comesWithAnInterruptOfTheWaitingThreadToo() {
		write("001_users.sql", "CREATE TABLE users ()");
		try (OtherSession other = OtherSession.open(database(), "other")) {
			takeTheLock(other);
			BackgroundRun run = BackgroundRun.start(migrator()::migrate);
			await().until(() -> !events().of(LockAwaited.class).isEmpty());
			run.interrupt();
			run.failure(MigrationCancelledException.class);
		}
		assertThat(exists("users")).isFalse();
	}

	@Test
	void endsAStatementOutsideATransaction() {
		write("001_slow.sql", "-- tidemark: transactional=false\nCREATE TABLE slow ();\nSELECT pg_sleep(600)");
		Migrator migrator = migrator();
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		awaitStatement("%pg_sleep(600)");
		migrator.cancel();
		assertThat(run.failure(MigrationCancelledException.class))
			.hasMessageContaining("1 of 2 statements are done and stay");
		assertThat(exists("slow")).isTrue();
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().statementsDone()).isEqualTo(1);
	}

	@Test
	void endsAlsoBetweenTwoStatementsOutsideATransaction() {
		write("001_slow.sql", "-- tidemark: transactional=false\nVACUUM;\nSELECT pg_sleep(600)");
		CancelAt cancelling = new CancelAt("statements_done = 1,");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), cancelling)) {
			Migrator migrator = Migrator.of(proxy.dataSource(), settings());
			cancelling.migrator = migrator;
			BackgroundRun run = BackgroundRun.start(migrator::migrate);
			assertThat(run.failure(MigrationCancelledException.class))
				.hasMessageContaining("1 of 2 statements are done and stay");
		}
		assertThat(lastRow().state()).isEqualTo(MigrationState.FAILED);
		assertThat(lastRow().statementsDone()).isEqualTo(1);
	}

	private static void takeTheLock(OtherSession other) {
		long key = new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key();
		other.execute("SELECT pg_advisory_lock(%d)".formatted(key));
	}

	private static final class CancelAt implements ExchangeListener {

		private final String statement;

		private volatile @Nullable Migrator migrator;

		CancelAt(String statement) {
			this.statement = statement;
		}

		@Override
		public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
			if (request.sql().contains(this.statement)) {
				Objects.requireNonNull(this.migrator).cancel();
			}
		}

	}

}
