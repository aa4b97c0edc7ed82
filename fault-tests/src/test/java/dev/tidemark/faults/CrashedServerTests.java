package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.UnsupportedDatabaseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The server crashes while it migrates, and comes up again.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGQUIT")
@DisabledIfSystemProperty(named = "tidemark.test.database", matches = "testcontainers|jdbc:.*",
		disabledReason = "needs an embedded server, which can be crashed")
class CrashedServerTests {

	private static OwnServer server;

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private Onlooker onlooker;

	@BeforeAll
	static void startServer(@TempDir Path data) {
		server = OwnServer.start(data);
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id bigint); INSERT INTO users VALUES (1)");
		this.onlooker = new Onlooker(server.dataSource());
		this.onlooker.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		migrator().migrate();
	}

	@Test
	void losesNothingInATransaction() {
		this.folder.write("002_slow.sql", "INSERT INTO users VALUES (2); SELECT pg_sleep(60)");
		BackgroundRun run = BackgroundRun.start(migrator());
		this.onlooker.awaitStatement("%pg_sleep(60)%");
		server.crash();
		MigrationFailedException failure = run.failure(MigrationFailedException.class);
		assertThat(failure).hasMessageContaining("Migration 002 slow failed")
			.hasMessageContaining("everything this migration did was rolled back");
		assertThat(failure.sqlState()).matches("57P02|08.*");
		this.folder.write("002_slow.sql", "INSERT INTO users VALUES (2)");
		BackgroundRun next = startBeforeTheServer();
		assertThat(next.report().scripts()).containsExactly("002_slow.sql");
		assertThat(this.onlooker.values("SELECT id FROM users ORDER BY id")).containsExactly("1", "2");
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
	}

	@Test
	void losesNothingInAConcurrentBuild() {
		this.folder.write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)");
		OtherSession old = OtherSession.oldTransaction(server.dataSource()).execute("SELECT count(*) FROM users");
		BackgroundRun run = BackgroundRun.start(migrator());
		this.onlooker.awaitLockWait("CREATE INDEX CONCURRENTLY%");
		server.crash();
		old.close();
		assertThat(run.failure(MigrationFailedException.class)).hasMessageContaining("Migration 002 index failed");
		assertThat(startBeforeTheServer().report().scripts()).containsExactly("002_index.sql");
		assertThat(this.onlooker.invalidIndexes()).isEmpty();
		assertThat(this.onlooker.exists("users_id")).isTrue();
		assertThat(this.onlooker.history()).containsExactly("001 applied", "002 applied");
	}

	/**
	 * As an orchestrator does that starts both again.
	 */
	private BackgroundRun startBeforeTheServer() {
		BackgroundRun next = BackgroundRun.start(migrator());
		server.startAgain();
		return next;
	}

	@Test
	void saysAfterTheConnectTimeoutThatTheServerIsNotUp() {
		server.stop();
		long start = System.nanoTime();
		UnsupportedDatabaseException failure = assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(Migrator.of(server.dataSource(),
					this.folder.settings().withConnectTimeout(Duration.ofSeconds(2)))::migrate)
			.actual();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1500),
				Duration.ofSeconds(10));
		assertThat(failure).hasMessageContaining("No connection to the database")
			.hasMessageContaining("refused")
			.hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("Check that the server runs").contains("tidemark.connect-timeout");
		server.startAgain();
	}

	@Test
	void waitsForAServerThatComesUpInTime() {
		server.stop();
		this.folder.write("002_more.sql", "CREATE TABLE more ()");
		assertThat(startBeforeTheServer().report().scripts()).containsExactly("002_more.sql");
	}

	@Test
	void doesNotWaitForAServerThatRefusesTheLogin() {
		this.onlooker.execute("CREATE ROLE nobody_may_log_in NOLOGIN");
		PGSimpleDataSource wrong = (PGSimpleDataSource) server.dataSource();
		wrong.setUser("nobody_may_log_in");
		long start = System.nanoTime();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(Migrator.of(wrong, this.folder.settings())::migrate)
			.withMessageContaining("is not permitted to log in");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	private Migrator migrator() {
		return Migrator.of(server.dataSource(), this.folder.settings());
	}

}
