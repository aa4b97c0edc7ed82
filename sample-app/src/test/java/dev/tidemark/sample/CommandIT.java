package dev.tidemark.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged application as its own command line.
 */
@PostgresTest
class CommandIT {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private Map<String, String> environment;

	@BeforeEach
	void connect() {
		this.environment = new HashMap<>(
				Map.of("SPRING_DATASOURCE_URL", this.database.jdbcUrl(), "SPRING_DATASOURCE_USERNAME",
						this.database.username(), "SPRING_DATASOURCE_PASSWORD", this.database.password()));
	}

	private SampleCommand run(int code, String... arguments) throws IOException {
		return SampleCommand.run(code, this.directory, this.environment, arguments);
	}

	@Test
	void isAKubernetesJobThatMigratesAndWritesItsResultOnly() throws IOException {
		SampleCommand check = run(3, "--tidemark.command=status --check --json");
		assertThat(JsonMapper.shared().readTree(check.output()).at("/databases/default/pending").asInt()).isEqualTo(8);
		assertThat(check.errors()).isEmpty();
		this.environment.put("TIDEMARK_COMMAND", "migrate");
		SampleCommand migrate = run(0);
		assertThat(migrate.output()).matches("Database 'default' is at version 007: 8 migrations applied in .*\\R");
		assertThat(migrate.errors().lines()).hasSize(9)
			.startsWith("note: The database is fresh: every migration runs")
			.filteredOn((line) -> line.startsWith("applied "))
			.hasSize(8);
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM projects").query(Long.class).single()).isPositive();
		this.environment.put("TIDEMARK_COMMAND", "current");
		assertThat(run(0).output()).isEqualTo("007" + System.lineSeparator());
	}

	/**
	 * The jobs of {@code docs/ci}, one after the other, in a shell.
	 */
	@Test
	void runsThePipelineOfThePage() throws Exception {
		Map<String, Object> jobs = PipelinePage.jobs();
		assertThat(jobs.keySet()).containsExactly("check", "rehearsal", "migrate");
		Map<String, String> noDatabase = Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/absent");
		assertThat(PipelinePage.run("check", this.directory, noDatabase)).contains("No problem found.");
		assertThat(PipelinePage.run("rehearsal", this.directory, this.environment)).contains("8 to apply",
				"Rehearsal on the throw-away database", "Worst: ");
		assertThat(this.database.jdbc()
			.sql("SELECT to_regclass('schema_migrations') IS NULL")
			.query(Boolean.class)
			.single()).isTrue();
		assertThat(PipelinePage.run("migrate", this.directory, this.environment)).contains("8 migrations applied",
				"current, at version 007, nothing pending");
	}

	@Test
	void needsNoDatabaseToLookAtItsFilesAndToWriteNewOnes() throws IOException {
		this.environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/absent");
		assertThat(run(0, "--tidemark.command=validate --offline").output())
			.isEqualTo("No problem found." + System.lineSeparator());
		Path sources = Files.createDirectories(this.directory.resolve("src/main/resources/db/migration"));
		Files.writeString(sources.resolve("007_tasks_title_search.sql"), "SELECT 1");
		SampleCommand create = run(0, "--tidemark.command=create 'add colour'");
		assertThat(create.output().strip()).endsWith("src/main/resources/db/migration/008_add_colour.sql");
		assertThat(sources.resolve("008_add_colour.sql")).exists();
	}

	@Test
	void failsWithOneAndRefusesWrongUsageWithTwo() throws IOException {
		this.environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:1/absent");
		SampleCommand failed = run(1, "--tidemark.command=status", "--tidemark.connect-timeout=0s");
		assertThat(failed.output()).isEmpty();
		assertThat(failed.errors()).startsWith("error: ").contains("action: ").doesNotContain("\tat ");
		SampleCommand wrong = run(2, "--tidemark.command=migrate", "--dry-run");
		assertThat(wrong.output()).isEmpty();
		assertThat(wrong.errors()).startsWith("error: ");
	}

	@Test
	void rollsBackAndFreesTheLockOnSigterm() throws IOException {
		Path sources = Files.createDirectories(this.directory.resolve("migrations"));
		Files.writeString(sources.resolve("001_slow.sql"), "CREATE TABLE half (); SELECT pg_sleep(300);");
		try (SampleCommand command = SampleCommand.start(this.directory, this.environment, "--tidemark.command=migrate",
				"--tidemark.locations=file:" + sources)) {
			await().atMost(Duration.ofSeconds(90)).until(() -> sessions("%pg_sleep(300)%") == 1);
			command.terminate();
			assertThat(command.awaitExit()).isEqualTo(143);
			assertThat(command.output()).isEmpty();
			assertThat(command.errors()).contains("error: The run was cancelled at migration 001 slow");
		}
		await().atMost(Duration.ofSeconds(15)).until(() -> sessions("%") == 0);
		assertThat(this.database.jdbc().sql("SELECT to_regclass('half') IS NULL").query(Boolean.class).single())
			.isTrue();
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
			.query(Long.class)
			.single()).isZero();
	}

	private long sessions(String query) {
		List<Long> found = this.database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND query LIKE ?")
			.param(query)
			.query(Long.class)
			.list();
		return found.get(0);
	}

}
