package dev.tidemark.lock;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.OtherSession;
import dev.tidemark.RecordedEvents;
import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class MigrationLockTests extends AbstractMigratorTests {

	/** What the migration of the holder waits for. */
	private static final String GATE = "SELECT pg_advisory_xact_lock(7)";

	private OtherSession gate;

	private Migrator holder;

	@BeforeEach
	void setUp() {
		this.gate = OtherSession.open(database(), "gate");
		write("001_slow.sql", GATE + "; CREATE TABLE slow ()");
		this.holder = migrator(settings().withApplication("orders")
			.withExecution(new ExecutionSettings(Duration.ofMinutes(1), null, null)));
	}

	@AfterEach
	void tearDown() {
		this.gate.close();
	}

	@Test
	void letsTheSecondMigratorWaitAndFindNothingToDo() {
		BackgroundRun first = startHolder();
		RecordedEvents events = new RecordedEvents();
		BackgroundRun second = BackgroundRun
			.start(waiter(Duration.ofMinutes(1)).withListeners(List.of(events))::migrate);
		await().until(() -> !events.of(LockAwaited.class).isEmpty());
		assertThat(events.of(LockAwaited.class).get(0).holder()).contains("orders").contains("backend pid");
		this.gate.end();
		assertThat(first.report().scripts()).containsExactly("001_slow.sql");
		assertThat(second.report().scripts()).isEmpty();
		assertThat(events.of(LockAcquired.class).get(0).waited()).isGreaterThan(Duration.ofMillis(500));
		assertThat(events.names()).doesNotContain("RunStarted");
		assertThat(history()).hasSize(1);
	}

	@Test
	void namesTheHolderWhenTheTimeIsOver() {
		BackgroundRun first = startHolder();
		String pid = values("SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
				+ "AND application_name = 'orders'")
			.get(0);
		MigrationLockException failure = failing(MigrationLockException.class, waiter(Duration.ofMillis(50)));
		assertThat(failure).hasMessageContaining("was not free within PT0.05S")
			.hasMessageContaining("it is held by orders")
			.hasMessageContaining("backend pid " + pid)
			.hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("tidemark.lock.timeout").contains("pg_terminate_backend");
		this.gate.end();
		first.report();
	}

	@Test
	void takesIntoAccountWhatCameIntoTheDatabaseWhileItWaited() {
		BackgroundRun first = startHolder();
		write("002_table.sql", "CREATE TABLE users ()").write("003_seen.sql",
				"CREATE TABLE seen AS SELECT coalesce(current_setting('app.seen', true), '') AS value");
		RecordedEvents events = new RecordedEvents();
		BackgroundRun second = BackgroundRun
			.start(waiter(Duration.ofMinutes(1)).withListeners(List.of(events))::migrate);
		await().until(() -> !events.of(LockAwaited.class).isEmpty());
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("""
					CREATE FUNCTION remember() RETURNS event_trigger LANGUAGE plpgsql AS
					  $$ BEGIN PERFORM set_config('app.seen', 'yes', false); END $$;
					CREATE EVENT TRIGGER remember ON ddl_command_end EXECUTE FUNCTION remember();
					""");
		}
		this.gate.end();
		assertThat(first.report().scripts()).containsExactly("001_slow.sql");
		assertThat(second.report().scripts()).containsExactly("002_table.sql", "003_seen.sql");
		assertThat(values("SELECT value FROM seen")).containsExactly("");
	}

	@Test
	void holdsNeitherTransactionNorSnapshotWhileItWaits() {
		write("001_slow.sql", "CREATE TABLE slow (id bigint)").write("002_wait.sql", GATE)
			.write("003_index.sql", "CREATE INDEX CONCURRENTLY slow_id ON slow (id)");
		BackgroundRun first = startHolder();
		BackgroundRun second = BackgroundRun.start(waiter(Duration.ofMinutes(1))::migrate);
		await().until(() -> values(
				"""
						SELECT coalesce(backend_xmin::text, 'no snapshot') || ', ' || coalesce(xact_start::text, 'no transaction')
						FROM pg_stat_activity
						WHERE datname = current_database() AND application_name = 'waiter' AND state = 'idle'
						  AND query LIKE '%pg_try_advisory_lock%'
						""")
			.equals(List.of("no snapshot, no transaction")));
		this.gate.end();
		assertThat(first.report().scripts()).as("the index does not wait for the waiter").contains("003_index.sql");
		second.report();
	}

	@Test
	void isShownInTheStatusWhileARunIsUnderWay() {
		BackgroundRun first = startHolder();
		MigrationStatus status = migrator().status();
		assertThat(status.state()).isEqualTo(DatabaseState.RUNNING);
		LockHolder shown = status.lockHolder();
		assertThat(shown).isNotNull();
		assertThat(shown.application()).isEqualTo("orders");
		assertThat(values("SELECT application_name FROM pg_stat_activity WHERE pid = " + shown.pid()))
			.containsExactly("orders");
		assertThat(shown.since()).isNotNull();
		this.gate.end();
		first.report();
		assertThat(migrator().status().lockHolder()).isNull();
	}

	@Test
	void isFreeAfterAFailure() {
		write("001_slow.sql", "SELECT 1/0");
		failing(MigrationFailedException.class, this.holder);
		assertThat(values("SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' "
				+ "AND datname = current_database()"))
			.isEmpty();
	}

	@Test
	void isAnotherForAnotherHistory() {
		BackgroundRun first = startHolder();
		write("001_slow.sql", "CREATE TABLE fast ()");
		MigratorSettings other = settings().withHistory(new HistorySettings(null, "other_history", null))
			.withLock(new LockSettings(null, Duration.ZERO, null, null));
		assertThat(migrator(other).migrate().scripts()).containsExactly("001_slow.sql");
		this.gate.end();
		first.report();
	}

	private BackgroundRun startHolder() {
		this.gate.begin(GATE);
		BackgroundRun run = BackgroundRun.start(this.holder::migrate);
		awaitLockWait(Duration.ZERO);
		return run;
	}

	private Migrator waiter(Duration timeout) {
		return migrator(settings().withApplication("waiter")
			.withLock(new LockSettings(LockStrategy.AUTO, timeout, Duration.ofMillis(100), null)));
	}

}
