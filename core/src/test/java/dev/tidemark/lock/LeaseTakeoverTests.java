package dev.tidemark.lock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.CapturedLog;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.RecordedEvents;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A lease runs out while its owner is in the middle of something.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaseTakeoverTests extends AbstractLeaseTests {

	private final RecordedEvents seen = new RecordedEvents();

	@ParameterizedTest
	@EnumSource(names = { "LEASE", "ADVISORY" })
	void followsTheDeathOfTheOwner(LockStrategy strategy) {
		write("001_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(600)");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database()); CapturedLog log = new CapturedLog()) {
			BackgroundRun dying = BackgroundRun
				.start(Migrator.of(proxy.dataSource(), settings(SHORT).withApplication("orders"))::migrate);
			awaitStatement("%pg_sleep(600)%");
			proxy.close();
			dying.failure(MigrationException.class);
			write("001_slow.sql", "CREATE TABLE slow ()");
			LockSettings lock = new LockSettings(strategy, null, Duration.ofMillis(50), SHORT);
			Migrator next = Migrator.of(database().dataSource(), settings().withLock(lock))
				.withListeners(List.of(this.seen));
			assertThat(next.migrate().scripts()).containsExactly("001_slow.sql");
			assertThat(log.messages(Level.WARN))
				.anySatisfy((message) -> assertThat(message).contains("took over the lease of orders@"));
		}
		assertThat(this.seen.of(LockTakenOver.class)).hasSize(1);
		assertThat(this.seen.of(LockTakenOver.class).get(0).from()).contains("orders@").contains("last heard of at");
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void waitsForTheStatementThatTheOwnerStillExecutes() {
		write("001_slow.sql", GATE + "; CREATE TABLE slow ()");
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun owner = BackgroundRun.start(migrator(LONG)::migrate);
			awaitLockWait(Duration.ZERO);
			expire();
			BackgroundRun next = BackgroundRun.start(next()::migrate);
			awaitWaiting(this.seen);
			assertThat(this.seen.of(LockAwaited.class).get(0).holder()).contains("by a lease that ran out at")
				.contains("its last statement still runs");
			assertThat(owner.isDone()).isFalse();
			gate.end();
			assertLost(owner, "001 slow");
			assertThat(next.report().scripts()).containsExactly("001_slow.sql");
		}
		assertThat(states()).as("the former owner writes nothing").containsExactly(MigrationState.APPLIED);
	}

	@Test
	void waitsForAStatementOutsideATransactionToo() {
		write("001_table.sql", "CREATE TABLE slow (id bigint)");
		migrator(LONG).migrate();
		write("002_index.sql", "CREATE INDEX CONCURRENTLY slow_id ON slow (id)");
		try (OtherSession old = OtherSession.open(database(), "old").begin("LOCK TABLE slow IN ROW EXCLUSIVE MODE")) {
			BackgroundRun owner = BackgroundRun.start(migrator(LONG)::migrate);
			awaitLockWait(Duration.ZERO);
			expire();
			BackgroundRun next = BackgroundRun.start(next()::migrate);
			awaitWaiting(this.seen);
			old.end();
			assertLost(owner, "002 index");
			assertThat(next.report().scripts()).containsExactly("002_index.sql");
		}
		assertThat(values("SELECT indisvalid FROM pg_index WHERE indexrelid = 'slow_id'::regclass"))
			.containsExactly("t");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED);
	}

	@Test
	void endsTheTransactionThatTheOwnerLeftOpen() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CodeMigration slow = code("1", (context) -> {
			context.jdbc().sql("CREATE TABLE slow ()").update();
			begun.countDown();
			goOn.await();
			context.jdbc().sql("CREATE TABLE more ()").update();
		});
		BackgroundRun owner = BackgroundRun.start(migrator(LONG).withJavaMigrations(() -> List.of(slow))::migrate);
		await().until(() -> begun.getCount() == 0);
		expire();
		CodeMigration fast = code("1", (context) -> context.jdbc().sql("CREATE TABLE slow ()").update());
		assertThat(next().withJavaMigrations(() -> List.of(fast)).migrate().scripts()).hasSize(1);
		goOn.countDown();
		assertLost(owner, "1 code");
		assertThat(exists("more")).isFalse();
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void waitsForTheTransactionOfAnotherRoleThatItMayNotEnd() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CodeMigration slow = code("1", (context) -> {
			begun.countDown();
			goOn.await();
		});
		Migrator superuser = Migrator.of(database().dataSource(), settings(LONG));
		BackgroundRun owner = BackgroundRun.start(superuser.withJavaMigrations(() -> List.of(slow))::migrate);
		await().until(() -> begun.getCount() == 0);
		database().execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role().name());
		expire();
		BackgroundRun next = BackgroundRun.start(next().withJavaMigrations(() -> List.of(slow))::migrate);
		awaitWaiting(this.seen);
		goOn.countDown();
		assertLost(owner, "1 code");
		assertThat(next.report().scripts()).hasSize(1);
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void comesWithAnAdvisoryLockToo() {
		write("001_slow.sql", GATE + "; CREATE TABLE slow ()");
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			BackgroundRun owner = BackgroundRun.start(migrator(LONG)::migrate);
			awaitLockWait(Duration.ZERO);
			expire();
			LockSettings advisory = new LockSettings(LockStrategy.ADVISORY, null, Duration.ofMillis(50), null);
			Migrator direct = Migrator.of(database().dataSource(role()), settings(LONG).withLock(advisory))
				.withListeners(List.of(this.seen));
			BackgroundRun next = BackgroundRun.start(direct::migrate);
			awaitWaiting(this.seen);
			gate.end();
			assertLost(owner, "001 slow");
			assertThat(next.report().scripts()).containsExactly("001_slow.sql");
		}
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	private Migrator next() {
		return Migrator.of(database().dataSource(role()), settings(LONG)).withListeners(List.of(this.seen));
	}

	private static void assertLost(BackgroundRun run, String migration) {
		MigrationLockException failure = run.failure(MigrationLockException.class);
		assertThat(failure).hasMessageContaining("The migration lock was lost during migration " + migration);
		assertThat(failure.action()).contains("tidemark.lock.lease-expiry").contains("Start again");
	}

}
