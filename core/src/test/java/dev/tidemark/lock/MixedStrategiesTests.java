package dev.tidemark.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationReport;
import dev.tidemark.MigratorSettings;
import dev.tidemark.OtherSession;
import dev.tidemark.RecordedEvents;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A job with a direct connection and the advisory lock, and pods behind PgBouncer with
 * the lease, at the same database.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MixedStrategiesTests extends AbstractPgBouncerTests {

	private static final int OF_EACH = 8;

	@BeforeEach
	void setUp() {
		inTransactionMode(ENOUGH);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void waitForEachOther(boolean jobFirst) {
		write("001_slow.sql", GATE + "; CREATE TABLE slow ()");
		DataSource first = jobFirst ? direct() : pooled();
		RecordedEvents seen = new RecordedEvents();
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun holder = BackgroundRun
				.start(migrator(first, patient().withApplication("the holder"))::migrate);
			awaitLockWait(Duration.ZERO);
			BackgroundRun waiter = BackgroundRun
				.start(migrator(jobFirst ? pooled() : direct(), patient()).withListeners(List.of(seen))::migrate);
			await().until(() -> !seen.of(LockAwaited.class).isEmpty());
			assertThat(seen.of(LockAwaited.class).get(0).holder()).contains("the holder");
			gate.end();
			MigrationReport report = holder.report();
			assertThat(report.scripts()).containsExactly("001_slow.sql");
			assertThat(report.status().lockStrategy()).isEqualTo(jobFirst ? "advisory" : "lease");
			assertThat(waiter.report().scripts()).isEmpty();
		}
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@RepeatedTest(3)
	void applyEachMigrationExactlyOnceWhenAllBeginAtOnce() {
		write("001_users.sql", "CREATE TABLE users (id bigint)").write("002_rows.sql",
				"INSERT INTO users SELECT generate_series(1, 3)");
		write("003_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		write("R__more.sql", "INSERT INTO users VALUES (4)");
		CountDownLatch start = new CountDownLatch(1);
		List<BackgroundRun> runs = new ArrayList<>();
		for (int i = 0; i < 2 * OF_EACH; i++) {
			DataSource dataSource = (i % 2 == 0) ? direct() : pooled();
			runs.add(BackgroundRun.start(() -> {
				start.await();
				return migrator(dataSource, patient()).migrate();
			}));
		}
		start.countDown();
		List<String> applied = runs.stream().flatMap((run) -> run.report().scripts().stream()).toList();
		assertThat(applied).containsExactlyInAnyOrder("001_users.sql", "002_rows.sql", "003_index.sql", "R__more.sql");
		assertThat(values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2", "3", "4");
		assertThat(Collections.frequency(states(), MigrationState.APPLIED)).isEqualTo(4);
		assertThat(values("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).containsExactly("0");
		assertThat(values("SELECT owner IS NULL FROM schema_migrations_lock")).containsExactly("t");
	}

	@Test
	void areKeptOutWhereTheyMayNotSeeTheLocksOfOthers() {
		database().execute("REVOKE SELECT ON pg_locks FROM PUBLIC");
		database().execute("GRANT pg_monitor TO " + role().name());
		write("001_slow.sql", GATE + "; CREATE TABLE slow ()");
		RecordedEvents seen = new RecordedEvents();
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun job = BackgroundRun.start(migrator(database().dataSource(), patient())::migrate);
			awaitLockWait(Duration.ZERO);
			database().execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role().name());
			BackgroundRun pod = BackgroundRun
				.start(migrator(pooled(), patient()).withListeners(List.of(seen))::migrate);
			await().until(() -> !seen.of(LockAwaited.class).isEmpty());
			gate.end();
			assertThat(job.report().status().lockStrategy()).isEqualTo("advisory");
			assertThat(pod.report().scripts()).isEmpty();
		}
	}

	/**
	 * The second instance polls all the time while the first one builds, which waits for
	 * every transaction and snapshot that is older than its own.
	 */
	@ParameterizedTest
	@EnumSource(Way.class)
	void buildAnIndexConcurrentlyWhileAnotherInstanceWaits(Way way) {
		write("001_users.sql", "CREATE TABLE users (id bigint); INSERT INTO users SELECT generate_series(1, 1000)");
		migrator(dataSource(way), settings(way)).migrate();
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)").write("003_rows.sql",
				"INSERT INTO users VALUES (0)");
		List<BackgroundRun> runs = new ArrayList<>();
		RecordedEvents seen = new RecordedEvents();
		try (OtherSession old = OtherSession.open(database(), "old").begin("INSERT INTO users VALUES (-1)")) {
			for (int i = 0; i < 3; i++) {
				runs.add(BackgroundRun
					.start(migrator(dataSource(way), settings(way)).withListeners(List.of(seen))::migrate));
			}
			awaitLockWait(Duration.ZERO);
			await().until(() -> seen.of(LockAwaited.class).size() >= 2);
			old.execute("COMMIT");
			long start = System.nanoTime();
			assertThat(runs.stream().flatMap((run) -> run.report().scripts().stream()))
				.containsExactlyInAnyOrder("002_index.sql", "003_rows.sql");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(values("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_id'::regclass"))
			.containsExactly("t");
	}

	private DataSource dataSource(Way way) {
		return (way == Way.LEASE_BEHIND_PGBOUNCER) ? pooled() : direct();
	}

	private MigratorSettings settings(Way way) {
		MigratorSettings settings = (way == Way.ADVISORY) ? patient() : settings(LockStrategy.LEASE, null);
		return settings.withExecution(new ExecutionSettings(null, null, null));
	}

	/**
	 * How instances reach the server and exclude each other.
	 */
	enum Way {

		ADVISORY, LEASE, LEASE_BEHIND_PGBOUNCER

	}

}
