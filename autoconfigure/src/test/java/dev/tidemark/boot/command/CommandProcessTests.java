package dev.tidemark.boot.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.application.OrdersApplication;
import dev.tidemark.boot.BareApplication;
import dev.tidemark.boot.ChildApplication;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is seen of a command from outside of the process.
 */
@PostgresTest
class CommandProcessTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);");
	}

	@Test
	void makesNothingButTheDataSourceAndTheMigrations(TestDatabase database) throws IOException {
		String[] settings = { "--tidemark.run-at=startup", "--spring.sql.init.mode=always",
				"--spring.sql.init.schema-locations=file:" + this.directory.resolve("absent.sql") };
		try (ChildApplication child = start(UntouchedApplication.class, database, Map.of("TIDEMARK_COMMAND", "status"),
				settings)) {
			assertThat(child.awaitExit()).as(child.errors()).isZero();
			assertThat(child.output())
				.startsWith("main was here" + System.lineSeparator() + "Database 'default': fresh, pending")
				.containsPattern("(?m)^001 +users +pending$")
				.containsPattern("(?m)^002 +names +pending$");
			assertThat(child.errors()).isEmpty();
		}
		assertThat(tables(database)).isEmpty();
		try (ChildApplication child = start(UntouchedApplication.class, database, Map.of(),
				"--tidemark.command=migrate")) {
			assertThat(child.awaitExit()).as(child.errors()).isZero();
			assertThat(child.output().lines().toList()).hasSize(2)
				.last()
				.asString()
				.matches("Database 'default' is at version 002: 2 migrations applied in .*");
			// what the application prints while it is made is not the command's result
			assertThat(child.errors().lines()).hasSize(4)
				.contains("made: Java migration", "note: The database is fresh: every migration runs")
				.anyMatch((line) -> line.startsWith("applied 001 users (1 of 2) in "));
		}
		assertThat(database.jdbc().sql("SELECT id FROM users").query(Integer.class).list()).containsExactly(42);
	}

	@Test
	void answersWrongUsageBeforeAnythingOfTheApplicationIsMade() throws IOException {
		try (ChildApplication child = ChildApplication.startApart(BareApplication.class, Map.of(),
				"--spring.config.location=file:/absent/", "--tidemark.command=rolback")) {
			assertThat(child.awaitExit()).isEqualTo(2);
			assertThat(child.output()).isEmpty();
			assertThat(child.errors()).contains("error: unknown command: 'rolback'. Did you mean 'rollback'?");
		}
	}

	@Test
	void leavesAFailedStartToBoot() throws IOException {
		try (ChildApplication child = ChildApplication.startApart(BareApplication.class, Map.of(),
				"--tidemark.mode=sometimes", "--spring.datasource.url=jdbc:postgresql://localhost:1/absent",
				"--tidemark.command=status")) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(child.output()).isEmpty();
			assertThat(child.errors()).contains("tidemark.mode", "sometimes").doesNotContain("\tat ");
		}
	}

	@Test
	void explainsAFailureOfTheDataSourceAsBootDoes() throws IOException {
		try (ChildApplication child = ChildApplication.startApart(BareApplication.class, Map.of(),
				"--tidemark.command=status")) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(child.output()).isEmpty();
			assertThat(child.errors()).startsWith("error: ").contains("action: ").doesNotContain("\tat ");
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
	void rollsBackAndEndsOnSigterm(TestDatabase database) throws IOException {
		this.folder.write("002_slow.sql", "INSERT INTO users VALUES (1); SELECT pg_sleep(300);");
		try (ChildApplication child = start(BareApplication.class, database, Map.of(), "--tidemark.command=migrate")) {
			await().atMost(Duration.ofSeconds(60)).until(() -> running(database, "%pg_sleep(300)%") == 1);
			child.terminate();
			assertThat(child.awaitExit()).isEqualTo(143);
			assertThat(child.output()).isEmpty();
			assertThat(child.errors()).contains("error: The run was cancelled at migration 002 slow");
		}
		await().atMost(Duration.ofSeconds(15)).until(() -> running(database, "%") == 0);
		assertThat(database.jdbc().sql("SELECT count(*) FROM users").query(Long.class).single()).isZero();
	}

	@Test
	void loadsNothingForAStartWithoutACommand() throws IOException {
		try (ChildApplication child = ChildApplication.start(OrdersApplication.class, List.of(),
				List.of("--spring.main.web-application-type=none", "--tidemark.mode=off"), "-Xlog:class+load")) {
			assertThat(child.awaitExit()).isZero();
			assertThat(
					child.output().lines().filter((line) -> line.contains("boot.command.") || line.contains("picocli")))
				.extracting((line) -> line.replaceAll(".*] (\\S+) source: .*", "$1"))
				.containsExactlyInAnyOrder("dev.tidemark.boot.command.CommandRunListener",
						"dev.tidemark.boot.command.CommandContext");
		}
	}

	private static List<String> tables(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace")
			.query(String.class)
			.list();
	}

	private static long running(TestDatabase database, String query) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND query LIKE ?")
			.param(query)
			.query(Long.class)
			.single();
	}

	private ChildApplication start(Class<?> main, TestDatabase database, Map<String, String> environment,
			String... more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(), "--spring.datasource.hikari.maximum-pool-size=2",
				"--tidemark.locations=" + this.folder.location()));
		arguments.addAll(List.of(more));
		return ChildApplication.startApart(main, environment, arguments.toArray(String[]::new));
	}

}
