package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidemark.Migrator;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator ends the migrating session.
 */
@PostgresTest
class TerminatedSessionTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id bigint)");
		this.onlooker = new Onlooker(this.database.dataSource());
	}

	@Test
	void losesNothingInATransaction() {
		this.folder.write("002_slow.sql", "CREATE TABLE slow (); SELECT pg_sleep(60)");
		BackgroundRun run = BackgroundRun.start(migrator());
		this.onlooker.awaitStatement("%pg_sleep(60)%");
		this.onlooker.terminate("%pg_sleep(60)%");
		MigrationFailedException failure = run.failure(MigrationFailedException.class);
		assertThat(failure.sqlState()).isEqualTo("57P01");
		assertThat(failure).hasMessageContaining("Migration 002 slow failed")
			.hasMessageContaining("(statement 2 of 2)")
			.hasMessageContaining("terminating connection due to administrator command")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(this.onlooker.history()).containsExactly("001 applied");
		assertThat(this.onlooker.exists("slow")).isFalse();
		this.folder.write("002_slow.sql", "CREATE TABLE slow ()");
		assertHeals("002_slow.sql");
		assertThat(this.onlooker.exists("slow")).isTrue();
	}

	@Test
	void losesNothingInAConcurrentBuild() {
		migrator().migrate();
		this.folder.write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		try (OtherSession old = OtherSession.oldTransaction(this.database.dataSource())) {
			old.execute("SELECT count(*) FROM users");
			BackgroundRun run = BackgroundRun.start(migrator());
			this.onlooker.awaitLockWait("CREATE INDEX CONCURRENTLY%");
			this.onlooker.terminate("CREATE INDEX CONCURRENTLY%");
			MigrationFailedException failure = run.failure(MigrationFailedException.class);
			assertThat(failure.sqlState()).isEqualTo("57P01");
			assertThat(failure).hasMessageContaining("Migration 002 index failed")
				.hasMessageContaining("(statement 1 of 1)");
		}
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 running");
		assertHeals("002_index.sql");
		assertThat(this.onlooker.exists("users_id")).isTrue();
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
	}

	/**
	 * The session is set up again only after a script that may leave something in it.
	 */
	@ParameterizedTest
	@CsvSource({ "'', everything this migration did was rolled back",
			"; SELECT 1, this migration has not begun; those before it stay" })
	void losesNothingBetweenTwoMigrations(String more, String outcome) {
		this.folder.write("001_users.sql", "CREATE TABLE users (id bigint)" + more);
		this.folder.write("002_more.sql", "CREATE TABLE more ()");
		MigrationFailedException failure = BackgroundRun.start(migrator().withListeners(List.of((event) -> {
			if (event instanceof StepFinished) {
				this.onlooker.terminate("%");
			}
		}))).failure(MigrationFailedException.class);
		assertThat(failure.sqlState()).isEqualTo("57P01");
		assertThat(failure).hasMessageContaining("Migration 002 more failed").hasMessageContaining(outcome);
		assertThat(this.onlooker.history()).containsExactly("001 applied");
		assertHeals("002_more.sql");
		assertThat(this.onlooker.exists("more")).isTrue();
	}

	private Migrator migrator() {
		return Migrator.of(this.database.dataSource(), this.folder.settings());
	}

	private void assertHeals(String script) {
		assertThat(this.onlooker.lockIsFree()).isTrue();
		assertThat(migrator().migrate().scripts()).containsExactly(script);
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
	}

}
