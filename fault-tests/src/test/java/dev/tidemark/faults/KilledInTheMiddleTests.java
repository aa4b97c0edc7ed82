package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.Migrator;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A process dies while the server works for it, or while it waits.
 */
@PostgresTest
class KilledInTheMiddleTests {

	/** The server looks every 2 s for whether its client is still there. */
	private static final Duration SOON = Duration.ofSeconds(8);

	private static final String TABLES = """
			CREATE TABLE users (id bigint PRIMARY KEY, mail text);
			CREATE INDEX users_mail ON users (mail);
			INSERT INTO users SELECT i, 'mail ' || i FROM generate_series(1, 100) AS i;
			CREATE TABLE events (year int) PARTITION BY LIST (year);
			CREATE TABLE events_2024 PARTITION OF events FOR VALUES IN (2024);
			""";

	@TempDir
	private Path directory;

	private TestServer server;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_tables.sql", TABLES);
		this.onlooker = new Onlooker(this.database.dataSource());
		migrator(this.database).migrate();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY users_by_mail ON users (mail)",
			"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_by_mail ON users (mail)",
			"DROP INDEX CONCURRENTLY users_mail", "REINDEX INDEX CONCURRENTLY users_mail",
			"REINDEX TABLE CONCURRENTLY users", "ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY" })
	void healsAStatementThatWaitedForAnOldTransaction(String statement) {
		this.folder.write("002_concurrently.sql", statement);
		try (OtherSession old = OtherSession.oldTransaction(this.database.dataSource()); ChildProcess child = start()) {
			old.execute("SELECT count(*) FROM users, events");
			this.onlooker.awaitLockWait(statement.substring(0, statement.indexOf(' ')) + "%CONCURRENTLY%");
			child.kill();
			System.out.printf("The lock was free %d ms after the death of a process in %s%n",
					this.onlooker.awaitFreeLock(SOON).toMillis(), statement);
		}
		assertHeals();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY users_by_mail ON users (mail)",
			"ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY" })
	void goesOnWithAnUndoThatWaitedForAnOldTransaction(String statement) {
		this.folder.write("002_more.sql", "CREATE TABLE more ()")
			.write("002_more.down.sql",
					"INSERT INTO users VALUES (101, 'once');\n%s;\nDROP TABLE more".formatted(statement));
		migrator(this.database).migrate();
		try (OtherSession old = OtherSession.oldTransaction(this.database.dataSource());
				ChildProcess child = ChildProcess.startUndo(this.database, this.folder.path())) {
			old.execute("SELECT count(*) FROM users, events");
			this.onlooker.awaitLockWait(statement.substring(0, statement.indexOf(' ')) + "%CONCURRENTLY%");
			child.kill();
			this.onlooker.awaitFreeLock(SOON);
		}
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> migrator(this.database).migrate())
			.withMessageContaining("migration 002 more is half undone");
		migrator(this.database).rollback(1);
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 rolled_back", "002 rolled_back");
		assertThat(this.onlooker.exists("more")).isFalse();
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
	}

	@Test
	void healsAProcessThatWaitedForTheLock() {
		this.folder.write("002_more.sql", "CREATE TABLE more (); SELECT pg_advisory_xact_lock(42)");
		try (OtherSession other = OtherSession.open(this.database.dataSource())) {
			other.execute("SELECT pg_advisory_lock(42)");
			BackgroundRun holder = BackgroundRun.start(Migrator.of(this.database.dataSource(),
					this.folder.settings().withExecution(new ExecutionSettings(Duration.ZERO, null, null))));
			this.onlooker.awaitLockWait("%pg_advisory_xact_lock(42)%");
			try (ChildProcess child = start()) {
				this.onlooker.awaitPolling();
				child.kill();
			}
			assertThat(holder.isDone()).as("the death of a waiter disturbs nobody").isFalse();
			other.execute("SELECT pg_advisory_unlock(42)");
			assertThat(holder.report().scripts()).containsExactly("002_more.sql");
		}
		assertIsAsAfterAnUndisturbedRun();
		assertThat(this.onlooker.lockIsFree()).isTrue();
	}

	@Test
	void freesTheLockSoonThoughTheServerIsInALongStatement() {
		this.folder.write("002_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(120)");
		try (ChildProcess child = start()) {
			this.onlooker.awaitStatement("%pg_sleep(120)%");
			child.kill();
			System.out.printf("The lock was free %d ms after the death of a process in pg_sleep(120)%n",
					this.onlooker.awaitFreeLock(SOON).toMillis());
		}
		assertThat(this.onlooker.exists("slow")).isFalse();
		this.folder.write("002_slow.sql", "CREATE TABLE slow ()");
		assertHeals();
	}

	private ChildProcess start() {
		return ChildProcess.start(this.database, this.folder.path());
	}

	private Migrator migrator(TestDatabase which) {
		return Migrator.of(which.dataSource(), this.folder.settings());
	}

	private void assertHeals() {
		assertThat(migrator(this.database).migrate().scripts()).hasSize(1);
		assertIsAsAfterAnUndisturbedRun();
	}

	private void assertIsAsAfterAnUndisturbedRun() {
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
		try (TestDatabase undisturbed = this.server.createDatabase()) {
			migrator(undisturbed).migrate();
			ExpectedSchema expected = ExpectedSchema.like(undisturbed.dataSource());
			assertThat(expected.difference(this.database.dataSource())).isEmpty();
		}
	}

}
