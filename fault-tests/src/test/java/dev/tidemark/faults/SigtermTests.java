package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.Migrator;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process without Spring is told to stop, and cancels its run.
 */
@PostgresTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
class SigtermTests {

	/** It takes a tenth of a second, and some more on a machine that is busy. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static final int EXIT_BY_SIGTERM = 143;

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id bigint)");
		this.onlooker = new Onlooker(this.database.dataSource());
		migrator().migrate();
	}

	@Test
	void rollsBackALongStatement() {
		this.folder.write("002_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(60)");
		try (ChildProcess child = start()) {
			this.onlooker.awaitStatement("%pg_sleep(60)%");
			assertEndsSoon(child, "a long statement");
			assertThat(child.output()).contains("The run was cancelled at migration 002 slow")
				.contains("everything this migration did was rolled back")
				.contains("those before it stay");
		}
		assertThat(this.onlooker.exists("slow")).isFalse();
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed");
		this.folder.write("002_slow.sql", "CREATE TABLE slow ()");
		assertThat(migrator().migrate().scripts()).containsExactly("002_slow.sql");
	}

	@Test
	void endsAConcurrentBuildThatWaits() {
		this.folder.write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		try (OtherSession old = OtherSession.oldTransaction(this.database.dataSource()); ChildProcess child = start()) {
			old.execute("SELECT count(*) FROM users");
			this.onlooker.awaitLockWait("CREATE INDEX CONCURRENTLY%");
			assertEndsSoon(child, "a concurrent build that waits");
			assertThat(child.output()).contains("The run was cancelled at migration 002 index");
		}
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 failed");
		assertThat(migrator().migrate().scripts()).containsExactly("002_index.sql");
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
	}

	private void assertEndsSoon(ChildProcess child, String where) {
		long start = System.nanoTime();
		child.terminate();
		Duration lock = this.onlooker.awaitFreeLock(SOON);
		assertThat(child.awaitExit()).as(child.output()).isEqualTo(EXIT_BY_SIGTERM);
		Duration exit = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("SIGTERM in %s: lock free after %d ms, exit after %d ms%n", where, lock.toMillis(),
				exit.toMillis());
		assertThat(exit).isLessThan(SOON);
	}

	private Migrator migrator() {
		return Migrator.of(this.database.dataSource(), this.folder.settings());
	}

	private ChildProcess start() {
		return ChildProcess.start(this.database, this.folder.path());
	}

}
