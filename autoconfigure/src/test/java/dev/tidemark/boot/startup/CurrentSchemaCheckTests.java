package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class CurrentSchemaCheckTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void tellsTheVersionWithInjectedBeans(String runAt, TestDatabase database) {
		database.jdbc().sql("CREATE TABLE users (name text)").update();
		MigrationFolder folder = new MigrationFolder(this.directory)
			.write("001_users.sql", "CREATE TABLE users (name text)")
			.write("002_mail.sql", "ALTER TABLE users ADD COLUMN mail text");
		try (TestApplication application = new TestApplication(PlainTestApplication.class, Checked.class)
			.on(database, folder)
			.with("tidemark.run-at=" + runAt, "tidemark.baseline.on-existing=detect")
			.start()) {
			assertThat(database.jdbc()
				.sql("SELECT version || ' ' || kind FROM schema_migrations ORDER BY id")
				.query(String.class)
				.list()).containsExactly("001 baseline", "002 sql");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Checked {

		@Bean
		CurrentSchemaCheck currentSchema(JdbcClient jdbc) {
			return (schema) -> (schema.tableExists("users")
					&& jdbc.sql("SELECT count(*) = 0 FROM users").query(Boolean.class).single())
							? Optional.of(Version.of("001")) : Optional.empty();
		}

	}

}
