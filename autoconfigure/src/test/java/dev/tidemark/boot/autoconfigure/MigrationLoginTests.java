package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The application logs in as a role that may not change the schema.
 */
@PostgresTest
class MigrationLoginTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private TestRole owner;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.owner = testDatabase.createRole("");
		TestRole application = testDatabase.createRole("");
		testDatabase.execute(
				"REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO %s; GRANT ALL ON SCHEMA public TO %s"
					.formatted(application.name(), this.owner.name()));
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id int); GRANT SELECT ON users TO " + application.name());
		this.runner = Runners.plain(new ApplicationContextRunner())
			.withPropertyValues("spring.datasource.url=" + testDatabase.jdbcUrl(),
					"spring.datasource.username=" + application.name(),
					"spring.datasource.password=" + application.password(), "tidemark.locations=" + folder.location());
	}

	@Test
	void migratesAsARoleOfItsOwn() {
		this.runner
			.withPropertyValues("tidemark.datasource.url=" + this.database.jdbcUrl(),
					"tidemark.datasource.username=" + this.owner.name(),
					"tidemark.datasource.password=" + this.owner.password())
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(appliedBy()).isEqualTo(this.owner.name());
				assertApplicationMayOnlyRead(context.getBean(JdbcTemplate.class));
			});
	}

	@Test
	void takesTheApplicationsUrlWhereOnlyTheUserIsSet() {
		this.runner
			.withPropertyValues("tidemark.datasource.username=" + this.owner.name(),
					"tidemark.datasource.password=" + this.owner.password())
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(appliedBy()).isEqualTo(this.owner.name());
			});
	}

	@Test
	void keepsTheSettingsOfThePoolWhereOnlyTheUserIsSet() {
		this.database.execute("CREATE SCHEMA app AUTHORIZATION " + this.owner.name());
		this.runner
			.withPropertyValues("spring.datasource.hikari.schema=app",
					"tidemark.datasource.username=" + this.owner.name(),
					"tidemark.datasource.password=" + this.owner.password())
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(this.database.jdbc().sql("SELECT count(*) FROM app.users").query(Long.class).single())
					.isZero();
			});
	}

	@Test
	void takesTheApplicationsLoginWhereOnlyTheUrlIsSet() {
		this.runner
			.withPropertyValues("spring.datasource.username=" + this.owner.name(),
					"spring.datasource.password=" + this.owner.password(),
					"tidemark.datasource.url=" + this.database.jdbcUrl())
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(appliedBy()).isEqualTo(this.owner.name());
			});
	}

	@Test
	void asksForTheUrlWhereTheApplicationsIsNotKnown() {
		Runners.tidemarkOnly(new ApplicationContextRunner())
			.withBean("dataSource", DataSource.class, this.database::dataSource)
			.withPropertyValues("tidemark.datasource.username=" + this.owner.name())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnsupportedDatabaseException.class)
				.hasMessageContaining("tidemark.datasource.username")
				.extracting((ex) -> ((UnsupportedDatabaseException) ex).action())
				.asString()
				.contains("tidemark.datasource.url"));
	}

	private String appliedBy() {
		return this.database.jdbc().sql("SELECT applied_by FROM schema_migrations").query(String.class).single();
	}

	private static void assertApplicationMayOnlyRead(JdbcTemplate application) {
		assertThat(application.queryForObject("SELECT count(*) FROM users", Long.class)).isZero();
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> application.execute("CREATE TABLE mine (id int)"))
			.havingRootCause()
			.withMessageContaining("permission denied for schema public");
	}

}
