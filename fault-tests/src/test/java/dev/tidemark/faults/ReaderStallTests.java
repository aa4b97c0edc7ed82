package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody reads a table all the time while a migration waits for a lock on it:
 * PostgreSQL queues the reader behind the migration, and so nothing may wait for long.
 */
@PostgresTest
class ReaderStallTests {

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

	/** How late the server's timer and the reader may be; mostly it is a few ms. */
	private static final Duration MARGIN = Duration.ofMillis(500);

	/**
	 * The watch looks every 200 ms: so much of the first wait it may miss, and so late it
	 * may be for the second.
	 */
	private static final Duration MARGIN_OF_THE_WATCH = MARGIN.plusMillis(400);

	private static final RetrySettings RETRY = new RetrySettings(Duration.ofMinutes(1), Duration.ofMillis(500),
			Duration.ofMillis(500));

	private static final int ATTEMPTS = 2;

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory);
		this.onlooker = new Onlooker(this.database.dataSource());
		this.onlooker.execute("CREATE TABLE users (id bigint)");
		this.onlooker.execute("CREATE TABLE orders (id bigint)");
		this.onlooker.execute("CREATE TABLE parts (id bigint)");
	}

	@Test
	void isNotLongerThanTheLockTimeout() {
		this.folder.write("001_mail.sql", "ALTER TABLE users ADD COLUMN mail text");
		assertStallsAreShort("SELECT count(*) FROM users", "a migration that waits for its first lock");
	}

	@Test
	void isNotLongerWhereTheMigrationHoldsAStrongLockAndWaitsForAnother() {
		this.folder.write("001_mail.sql", """
				ALTER TABLE users ADD COLUMN mail text;
				ALTER TABLE orders ADD COLUMN mail text;
				""");
		assertStallsAreShort("SELECT count(*) FROM orders", "a migration that waits for its second lock");
	}

	/**
	 * The first wait ends just before its timeout; the second may take only what is left.
	 */
	@Test
	void isNotLongerWhereTheMigrationWaitsTwice() {
		this.folder.write("001_mail.sql", """
				ALTER TABLE users ADD COLUMN mail text;
				ALTER TABLE orders ADD COLUMN mail text;
				ALTER TABLE parts ADD COLUMN mail text;
				""");
		try (OtherSession first = OtherSession.open(this.database.dataSource());
				OtherSession second = OtherSession.open(this.database.dataSource());
				Reader reader = Reader.start(this.database.dataSource(), "SELECT count(*) FROM users")) {
			first.execute("BEGIN").execute("SELECT count(*) FROM orders");
			second.execute("BEGIN").execute("SELECT count(*) FROM parts");
			BackgroundRun run = BackgroundRun.start(migrator());
			this.onlooker.awaitLockWait("ALTER TABLE orders%", LOCK_TIMEOUT.multipliedBy(7).dividedBy(10));
			first.execute("ROLLBACK");
			reader.awaitStalls(1);
			second.execute("ROLLBACK");
			run.report();
			assertShort(reader.longestStall(), MARGIN_OF_THE_WATCH, "a migration that waits twice");
		}
	}

	private void assertStallsAreShort(String idleTransaction, String where) {
		try (OtherSession idle = OtherSession.open(this.database.dataSource());
				Reader reader = Reader.start(this.database.dataSource(), "SELECT count(*) FROM users")) {
			idle.execute("BEGIN").execute(idleTransaction);
			BackgroundRun run = BackgroundRun.start(migrator());
			reader.awaitStalls(ATTEMPTS);
			assertThat(run.isDone()).isFalse();
			idle.execute("ROLLBACK");
			assertThat(run.report().scripts()).containsExactly("001_mail.sql");
			assertShort(reader.longestStall(), MARGIN, where);
		}
	}

	private static void assertShort(Duration longest, Duration margin, String where) {
		System.out.printf("Longest stall of a reader behind %s, with a lock timeout of %d ms: %d ms%n", where,
				LOCK_TIMEOUT.toMillis(), longest.toMillis());
		assertThat(longest).isLessThan(LOCK_TIMEOUT.plus(margin));
	}

	private Migrator migrator() {
		return Migrator.of(this.database.dataSource(),
				this.folder.settings()
					.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.MIGRATE))
					.withExecution(new ExecutionSettings(LOCK_TIMEOUT, null, RETRY)));
	}

}
