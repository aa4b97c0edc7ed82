package dev.tidemark.boot.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.BareApplication;
import dev.tidemark.boot.ChildApplication;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application is told to stop while it migrates, as an orchestrator does that ends a
 * pod.
 */
@PostgresTest
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
class SigtermTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);");
		this.database.execute("CREATE TABLE items (id int)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void rollsBackALongStatement(String runAt) throws IOException {
		this.folder.write("002_slow.sql", "INSERT INTO users VALUES (1); SELECT pg_sleep(60);");
		try (ChildApplication child = start(runAt)) {
			awaitOne("state = 'active' AND query LIKE '%pg_sleep(60)%'");
			assertEndsSoon(child, runAt + ", in a long statement");
			assertThat(child.output()).contains("everything this migration did was rolled back; those before it stay");
		}
		assertThat(values("SELECT count(*) FROM users")).containsExactly("0");
		assertThat(values("SELECT version || ' ' || state FROM schema_migrations ORDER BY id"))
			.containsExactly("001 applied", "002 failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void endsAConcurrentBuildThatWaits(String runAt) throws IOException, SQLException {
		this.folder.write("002_index.sql", "CREATE INDEX CONCURRENTLY items_id ON items (id)");
		try (Connection old = this.database.dataSource().getConnection(); Statement statement = old.createStatement()) {
			statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
			statement.execute("SELECT count(*) FROM items");
			try (ChildApplication child = start(runAt)) {
				awaitOne("wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX CONCURRENTLY%'");
				assertEndsSoon(child, runAt + ", in a concurrent build that waits");
				assertThat(child.output()).contains("The run was cancelled at migration 002 index");
			}
		}
		try (ChildApplication next = start(runAt)) {
			assertThat(next.awaitExit()).as(next.output()).isZero();
		}
		assertThat(values("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid")).isEmpty();
		assertThat(values("SELECT to_regclass('items_id')")).containsExactly("items_id");
		assertThat(values("SELECT version || ' ' || state FROM schema_migrations ORDER BY id"))
			.containsExactly("001 applied", "002 applied");
	}

	private void assertEndsSoon(ChildApplication child, String where) throws IOException {
		long start = System.nanoTime();
		child.terminate();
		await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> values("""
				SELECT pid FROM pg_locks WHERE locktype = 'advisory'
				  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
				""").isEmpty());
		Duration lock = Duration.ofNanos(System.nanoTime() - start);
		assertThat(child.awaitExit()).as(child.output()).isIn(1, 143);
		Duration exit = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("SIGTERM with run-at=%s: lock free after %d ms, exit after %d ms%n", where, lock.toMillis(),
				exit.toMillis());
		assertThat(exit).isLessThan(SOON);
		assertThat(child.output()).contains("The application stops: the migration that runs is cancelled");
	}

	private void awaitOne(String condition) {
		await().atMost(PATIENCE)
			.until(() -> values("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND pid <> pg_backend_pid() AND " + condition)
				.size() == 1);
	}

	private List<String> values(String sql) {
		return this.database.jdbc().sql(sql).query((row, number) -> String.valueOf(row.getString(1))).list();
	}

	private ChildApplication start(String runAt) throws IOException {
		return ChildApplication.start(BareApplication.class, List.of(),
				List.of("--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
						"--logging.level.dev.tidemark=info", "--spring.datasource.url=" + this.database.jdbcUrl(),
						"--spring.datasource.username=" + this.database.username(),
						"--spring.datasource.password=" + this.database.password(),
						"--spring.datasource.hikari.maximum-pool-size=2", "--tidemark.baseline.on-existing=migrate",
						"--tidemark.locations=" + this.folder.location(), "--tidemark.run-at=" + runAt));
	}

}
