package dev.tidemark.execution;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an attempt may wait in all once others wait for it.
 */
@PostgresTest
class LockBudgetTests extends AbstractMigratorTests {

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

	/** Shorter than the timeout, and longer than half of it. */
	private static final Duration WAIT = Duration.ofSeconds(2);

	private OtherSession first;

	private OtherSession second;

	@BeforeEach
	void setUp() {
		database().execute("CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c ()");
		this.first = OtherSession.open(database(), "first");
		this.second = OtherSession.open(database(), "second");
	}

	@AfterEach
	void tearDown() {
		this.first.close();
		this.second.close();
	}

	@Test
	void isSharedByAllWaitsOnceAStrongLockIsHeld() {
		this.first.begin("SELECT * FROM b");
		this.second.begin("SELECT * FROM c");
		write("001_all.sql", """
				ALTER TABLE a ADD COLUMN mail text;
				ALTER TABLE b ADD COLUMN mail text;
				ALTER TABLE c ADD COLUMN mail text;
				""");
		BackgroundRun run = BackgroundRun.start(patient()::migrate);
		awaitLockWait(WAIT);
		this.first.end();
		await().until(() -> !events().of(RetryScheduled.class).isEmpty());
		this.second.end();
		assertThat(run.report().scripts()).containsExactly("001_all.sql");
		RetryScheduled retry = events().of(RetryScheduled.class).get(0);
		assertThat(retry.sqlState()).as("cancelled by the watch, not by lock_timeout").isEqualTo("57014");
		assertThat(retry.blockers()).singleElement().asString().contains("application second");
	}

	@Test
	void isNotSharedBeforeAStrongLockIsHeld() {
		this.first.begin("LOCK TABLE b");
		this.second.begin("LOCK TABLE c");
		write("001_read.sql", "SELECT count(*) FROM b; SELECT count(*) FROM c");
		BackgroundRun run = BackgroundRun.start(patient()::migrate);
		awaitLockWait(WAIT);
		this.first.end();
		awaitLockWait(WAIT);
		this.second.end();
		assertThat(run.report().scripts()).containsExactly("001_read.sql");
		assertThat(events().of(StepStarted.class)).hasSize(1);
	}

	private Migrator patient() {
		return migrator(settings().withExecution(new ExecutionSettings(LOCK_TIMEOUT, null, null)));
	}

}
