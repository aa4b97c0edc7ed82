package dev.tidemark.boot.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
 * What is seen from outside of the process.
 */
@PostgresTest
class ProcessTests {

	private static final List<String> OPTIONAL_JARS = List.of("HikariCP", "micrometer", "spring-boot-actuator",
			"spring-boot-starter-actuator", "spring-boot-health", "spring-boot-micrometer", "jackson",
			"spring-boot-jackson", "spring-boot-http", "jakarta.servlet", "tomcat", "spring-boot-tomcat",
			"spring-boot-web", "spring-web", "reactor", "spring-boot-reactor", "netty", "spring-boot-netty",
			"spring-boot-servlet", "h2-", "flyway", "liquibase");

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int);");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void exitsWithOneAndSaysEverythingAfterAFailure(String runAt, TestDatabase database) throws IOException {
		this.folder.write("002_mail.sql", """
				CREATE TABLE mails (id int);

				INSERT INTO mails SELECT lengt(name) FROM (VALUES ('x')) AS names (name);
				""");
		try (ChildApplication child = start(database, List.of(), "--tidemark.run-at=" + runAt)) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(child.output()).contains("APPLICATION FAILED TO START")
				.contains("Migration 002 mail failed")
				.containsPattern("where: +\\S*002_mail\\.sql:3 \\(statement 2 of 2\\)")
				.containsPattern("statement: +INSERT INTO mails SELECT lengt")
				.containsPattern("error: +function lengt\\(text\\) does not exist")
				.containsPattern("SQLSTATE: +42883")
				.containsPattern("hint: +\\S+")
				.containsPattern("outcome: +everything this migration did was rolled back")
				.containsPattern("Action:\\s+Mend \\S*002_mail\\.sql and start again")
				.doesNotContain("\tat ");
		}
		assertThat(database.jdbc().sql("SELECT to_regclass('mails') IS NULL").query(Boolean.class).single()).isTrue();
		assertThat(database.jdbc()
			.sql("SELECT version || ' ' || state FROM schema_migrations ORDER BY id")
			.query(String.class)
			.list()).containsExactly("001 applied", "002 failed");
	}

	@Test
	void migratesAnApplicationThatHasNothingElse(TestDatabase database) throws IOException {
		try (ChildApplication child = start(database, OPTIONAL_JARS,
				"--spring.datasource.type=org.springframework.jdbc.datasource.SimpleDriverDataSource")) {
			assertThat(child.awaitExit()).as(child.output()).isZero();
			assertThat(child.output()).contains("Database 'default' is at version 001: 1 migration done");
		}
	}

	@Test
	void saysWithoutPostgresDriverThatItMigratesPostgresOnly() throws IOException {
		try (ChildApplication child = ChildApplication.start(BareApplication.class, List.of("postgresql-"),
				List.of("--spring.main.web-application-type=none", "--spring.datasource.url=jdbc:h2:mem:other",
						"--tidemark.locations=" + this.folder.location()))) {
			assertThat(child.awaitExit()).isEqualTo(1);
			assertThat(child.output()).contains("APPLICATION FAILED TO START")
				.contains("H2")
				.contains("PostgreSQL only")
				.contains("tidemark.mode=off");
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
	void rollsBackAndEndsOnSigterm(TestDatabase database) throws IOException {
		this.folder.write("002_slow.sql", "INSERT INTO users VALUES (1); SELECT pg_sleep(300);");
		try (ChildApplication child = start(database, List.of())) {
			await().atMost(Duration.ofSeconds(60)).until(() -> running(database, "%pg_sleep(300)%") == 1);
			child.terminate();
			await().atMost(Duration.ofSeconds(15)).until(() -> running(database, "%") == 0);
			assertThat(child.awaitExit()).isNotZero();
			assertThat(child.output()).contains("the migration that runs is cancelled and rolled back");
		}
		assertThat(database.jdbc().sql("SELECT count(*) FROM users").query(Long.class).single()).isZero();
	}

	private static long running(TestDatabase database, String query) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND query LIKE ?")
			.param(query)
			.query(Long.class)
			.single();
	}

	private ChildApplication start(TestDatabase database, List<String> absentJars, String... more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--logging.level.dev.tidemark=info",
				"--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(), "--spring.datasource.hikari.maximum-pool-size=2",
				"--tidemark.locations=" + this.folder.location()));
		arguments.addAll(List.of(more));
		return ChildApplication.start(BareApplication.class, absentJars, arguments);
	}

}
