package dev.tidemark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.jdbc.Capabilities;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.test.database.ClientRequest;
import dev.tidemark.test.database.ExchangeListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * One process waits while another migrates.
 */
@PostgresTest
class AwaitTests extends AbstractMigratorTests {

	private static final WaitSettings OFTEN = new WaitSettings(Duration.ofMinutes(2), Duration.ofMillis(20));

	private static final WaitSettings SHORTLY = new WaitSettings(Duration.ofMillis(100), Duration.ofMillis(20));

	private final RecordedEvents seen = new RecordedEvents();

	private final AtomicBoolean silent = new AtomicBoolean();

	private Migrator waiter;

	@BeforeEach
	void setUp() {
		TestRole role = database().createRole("");
		database().execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + role.name());
		write("001_users.sql", "CREATE TABLE users (id bigint)");
		this.waiter = Migrator.of(database().dataSource(role), settings()).withListeners(List.of(this.seen));
	}

	@Test
	void endsWhenAnotherHasMigratedAndChangesNothingItself() {
		BackgroundRun wait = startWait();
		assertThat(this.seen.of(MigrationsAwaited.class).get(0).pending()).containsExactly("001 users");
		assertThat(exists("schema_migrations")).as("it needs no history").isFalse();
		migrate();
		assertThat(wait.report().scripts()).isEmpty();
		assertThat(wait.report().status().version()).isEqualTo("001");
		assertThat(this.seen.names()).doesNotContain("LockAcquired", "RunStarted").endsWith("RunFinished");
		assertThat(history()).hasSize(1);
	}

	@Test
	void endsAtOnceWhereNothingIsPending() {
		migrate();
		write("001_users.sql", "CREATE TABLE users (id bigint) -- a comment");
		assertThat(this.waiter.await(SHORTLY).status().pending()).isZero();
		assertThat(this.seen.names()).containsExactly("RunFinished");
	}

	@Test
	void doesNotWaitForWhatOnlyANewerReleaseKnows() {
		migrate();
		write("002_newer.sql", "SELECT 1/0");
		failing(MigrationFailedException.class, migrator());
		folder().delete("002_newer.sql");
		assertThat(this.waiter.await(SHORTLY).status().version()).isEqualTo("001");
	}

	@Test
	void holdsNeitherLockNorTransactionNorSnapshot() {
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		BackgroundRun wait = startWait();
		String sessions = """
				SELECT state || ', ' || coalesce(backend_xmin::text, 'no snapshot') || ', '
				       || coalesce(xact_start::text, 'no transaction')
				FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
				""";
		await().until(() -> values(sessions).equals(List.of("idle, no snapshot, no transaction")));
		assertThat(values("SELECT mode FROM pg_locks JOIN pg_stat_activity USING (pid) "
				+ "WHERE locktype = 'advisory' AND datname = current_database()"))
			.isEmpty();
		assertThat(migrate().scripts()).as("the index does not wait for the waiter").contains("002_index.sql");
		wait.report();
	}

	@Test
	void namesWhoMigrates() {
		try (OtherSession other = OtherSession.open(database(), "orders-job")) {
			other.execute("SELECT pg_advisory_lock(%d)"
				.formatted(new AdvisoryLock("public", "schema_migrations", new Capabilities(true, true, true)).key()));
			MigrationWaitException failure = timeout();
			assertThat(failure)
				.hasMessageContaining("The migration lock is held by orders-job, backend pid " + other.pid());
		}
	}

	@Test
	void saysWhatIsPendingAndThatNobodyMigratesWhenTheTimeIsOver() {
		write("002_mails.sql", "CREATE TABLE mails ()");
		MigrationWaitException failure = timeout();
		assertThat(failure).hasMessage(
				"2 migrations are still pending in database 'default' after PT0.1S, and tidemark.mode=wait applies none: 001 users, 002 mails. Nobody holds the migration lock, as far as this role can see. Nothing was run");
		assertThat(failure.action()).contains("tidemark.wait.timeout").contains("start it");
		assertThat(failure.pending()).containsExactly("001 users", "002 mails");
	}

	@Test
	void tellsAFailureOfTheOtherOnceAndGoesOn() {
		write("002_mails.sql", "INSERT INTO mails VALUES (1)");
		try (CapturedLog log = new CapturedLog()) {
			BackgroundRun wait = startWait();
			migrateFailing();
			awaitLooks(10, "relation \"mails\" does not exist");
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains("the process that migrates has failed, and is waited for, as it may try again")
				.contains("Migration 002 mails failed at ")
				.contains("relation \"mails\" does not exist [SQLSTATE 42P01] at statement 1 of 1, line 1");
			assertThat(timeout()).hasMessageContaining(
					"Nobody holds the migration lock, as far as this role can see. Migration 002 mails failed at");
			database().execute("CREATE TABLE mails (id int)");
			migrate();
			wait.report();
		}
	}

	@Test
	void tellsTheNextFailureToo() {
		write("002_mails.sql", "INSERT INTO mails VALUES (1)");
		try (CapturedLog log = new CapturedLog()) {
			startWait();
			migrateFailing();
			await().until(() -> log.messages(Level.WARN).size() == 1);
			migrateFailing();
			await().until(() -> log.messages(Level.WARN).size() == 2);
			this.waiter.cancel();
		}
	}

	@Test
	void logsEverLessOften() {
		try (CapturedLog log = new CapturedLog()) {
			BackgroundRun wait = startWait();
			awaitLooks(20, null);
			assertThat(log.messages(Level.INFO)).containsExactly(
					"Database 'default': 1 migration pending, waiting for another process to apply them: 001 users; nobody migrates at this moment, as far as this role can see");
			migrate();
			wait.report();
			assertThat(log.messages(Level.INFO)).anyMatch((line) -> line
				.matches("Database 'default' is current at version 001: another process has applied what was pending, "
						+ "waited for it for \\d+ s"));
		}
	}

	@Test
	void waitsWhileAStatementRunsThatNobodyMayRepeat() {
		write("002_call.sql",
				"-- tidemark: transactional=false\nCREATE TABLE called ();\nDO $$ BEGIN PERFORM pg_advisory_xact_lock(7); END $$");
		try (OtherSession gate = OtherSession.open(database(), "gate").begin("SELECT pg_advisory_xact_lock(7)")) {
			BackgroundRun job = BackgroundRun.start(migrator()::migrate);
			awaitLockWait(Duration.ZERO);
			BackgroundRun wait = startWait();
			awaitLooks(3, null);
			assertThat(this.seen.of(MigrationsAwaited.class)).last()
				.satisfies((last) -> assertThat(last.pending()).containsExactly("002 call"))
				.satisfies((last) -> assertThat(last.holder()).contains("tidemark"))
				.satisfies((last) -> assertThat(last.failure()).isNull());
			gate.end();
			job.report();
			wait.report();
		}
	}

	@Test
	void failsAtOnceWhereAScriptHasChanged() {
		migrate();
		write("001_users.sql", "CREATE TABLE users (id text)");
		write("002_mails.sql", "CREATE TABLE mails ()");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> this.waiter.await(OFTEN))
			.withMessageContaining("has changed since it was applied");
	}

	@Test
	void endsWhenItIsCancelled() {
		BackgroundRun wait = BackgroundRun.start(() -> this.waiter.await(new WaitSettings(null, Duration.ofHours(1))));
		await().until(() -> !this.seen.all().isEmpty());
		this.waiter.cancel();
		assertThat(wait.failure(MigrationCancelledException.class)).hasMessageContaining("nothing was run");
	}

	@Test
	void connectsAgainAfterTheConnectionWasLost() {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			this.waiter = Migrator.of(proxy.dataSource(), settings()).withListeners(List.of(this.seen));
			BackgroundRun wait = startWait();
			proxy.cut();
			await().until(() -> !this.seen.of(Warned.class).isEmpty());
			assertThat(this.seen.warnings().get(0)).contains("could not be read at this moment")
				.contains("connecting again");
			migrate();
			assertThat(wait.report().status().version()).isEqualTo("001");
		}
	}

	@Test
	void connectsAgainWhereNoAnswerComes() {
		migrate();
		write("002_mails.sql", "CREATE TABLE mails ()");
		try (OtherSession other = OtherSession.open(database(), "other")) {
			BackgroundRun wait = startWait();
			other.begin("LOCK TABLE schema_migrations IN ACCESS EXCLUSIVE MODE");
			await().until(() -> !this.seen.of(Warned.class).isEmpty());
			await().untilAsserted(() -> assertThat(values("SELECT count(*) FROM pg_stat_activity "
					+ "WHERE datname = current_database() AND wait_event_type = 'Lock'"))
				.as("what gave no answer does not pile up")
				.containsExactly("1"));
			other.end();
			migrate();
			wait.report();
		}
	}

	@Test
	void connectsAgainWhereTheNetworkHasForgottenTheConnection() {
		CountDownLatch end = new CountDownLatch(1);
		ExchangeListener silence = new ExchangeListener() {

			@Override
			public void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
				if (AwaitTests.this.silent.compareAndSet(true, false)) {
					awaitQuietly(end);
				}
			}

		};
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), silence)) {
			this.waiter = Migrator.of(proxy.dataSource(), settings()).withListeners(List.of(this.seen));
			BackgroundRun wait = startWait();
			this.silent.set(true);
			await().until(() -> !this.seen.of(Warned.class).isEmpty());
			migrate();
			assertThat(wait.report().status().version()).isEqualTo("001");
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void onlyReadsAndSetsNothingInASessionThatAPoolerMayShare() {
		List<String> sent = new CopyOnWriteArrayList<>();
		ExchangeListener recorder = new ExchangeListener() {

			@Override
			public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
				sent.add(request.sql());
			}

		};
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database(), recorder)) {
			this.waiter = Migrator.of(proxy.dataSource(), settings()).withListeners(List.of(this.seen));
			BackgroundRun wait = startWait();
			write("002_mails.sql", "INSERT INTO mails VALUES (1)");
			migrateFailing();
			wait.report();
			sent.removeIf("SET extra_float_digits = 3; SET application_name = 'PostgreSQL JDBC Driver'"::contains);
			assertThat(sent).hasSizeGreaterThan(4)
				.allSatisfy((sql) -> assertThat(sql.strip()).startsWith("SELECT").doesNotContain("set_config"));
		}
	}

	private BackgroundRun startWait() {
		BackgroundRun wait = BackgroundRun.start(() -> this.waiter.await(OFTEN));
		await().until(() -> wait.isDone() || !this.seen.of(MigrationsAwaited.class).isEmpty());
		return wait;
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns after a number of further looks that see such a failure.
	 */
	private void awaitLooks(int count, @Nullable String failure) {
		long before = this.seen.all().size();
		await().until(() -> this.seen.of(MigrationsAwaited.class)
			.stream()
			.skip(before)
			.filter((look) -> failure == null || String.valueOf(look.failure()).contains(failure))
			.count() >= count);
	}

	private MigrationWaitException timeout() {
		return assertThatExceptionOfType(MigrationWaitException.class).isThrownBy(() -> this.waiter.await(SHORTLY))
			.actual();
	}

}
