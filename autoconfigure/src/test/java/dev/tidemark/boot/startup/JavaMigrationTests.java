package dev.tidemark.boot.startup;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class JavaMigrationTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (name text);")
			.write("004_check.sql", "ALTER TABLE users ADD COLUMN mail text;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "startup" })
	void runBetweenTheScriptsWithInjectedBeans(String runAt, TestDatabase database) {
		try (TestApplication application = new TestApplication(PlainTestApplication.class, Loading.class)
			.on(database, this.folder)
			.with("tidemark.run-at=" + runAt, "spring.datasource.hikari.maximum-pool-size=1")
			.start()) {
			assertThat(application.context()
				.getBean(JdbcClient.class)
				.sql("SELECT name FROM users")
				.query(String.class)
				.list()).containsExactly("by the pool");
			assertThat(database.jdbc()
				.sql("SELECT version || ' ' || name || ' ' || kind FROM schema_migrations ORDER BY id")
				.query(String.class)
				.list()).containsExactly("001 users sql", "002 loadUsers java", "003 load_more java", "004 check sql");
		}
	}

	@Test
	void failsRatherThanLeaveOutAMigrationThatCannotBeMade(TestDatabase database) {
		try (TestApplication application = new TestApplication(PlainTestApplication.class, Circular.class)
			.on(database, this.folder)
			.with("tidemark.run-at=startup", "spring.main.allow-circular-references=false")) {
			assertThatExceptionOfType(Exception.class).isThrownBy(application::start)
				.extracting(NestedExceptionUtils::getMostSpecificCause)
				.isInstanceOf(BeanCurrentlyInCreationException.class);
		}
		assertThat(database.jdbc().sql("SELECT to_regclass('users') IS NULL").query(Boolean.class).single()).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	static class Loading {

		@Bean
		@MigrationVersion("002")
		JavaMigration loadUsers(JdbcClient pool) {
			return (context) -> {
				String name = pool.sql("SELECT 'by the pool'").query(String.class).single();
				context.jdbc().sql("INSERT INTO users VALUES (?)").param(name).update();
			};
		}

		@Bean
		JavaMigration V003__load_more() {
			return (context) -> context.jdbc().sql("UPDATE users SET name = name").update();
		}

	}

	static class Reading {

	}

	/**
	 * A migration needs a bean that is under way, since it asked for the migrations.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Circular {

		@Bean
		Reading early(StartupMigration migration) {
			return new Reading();
		}

		@Bean
		@MigrationVersion("002")
		JavaMigration circular(Reading early) {
			return (context) -> {
			};
		}

	}

}
