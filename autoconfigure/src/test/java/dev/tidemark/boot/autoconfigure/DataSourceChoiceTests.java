package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TidemarkDataSource;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class DataSourceChoiceTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	private TestDatabase database;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id int)");
		this.runner = Runners.plain(new ApplicationContextRunner())
			.withPropertyValues("tidemark.locations=" + folder.location());
	}

	@Test
	void asksWhichOfSeveralDataSourcesIsMeant() {
		several().run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(UnsupportedDatabaseException.class)
			.hasMessageContaining("several DataSource beans")
			.hasMessageContaining("one, two")
			.extracting((ex) -> ((UnsupportedDatabaseException) ex).action())
			.asString()
			.contains("@TidemarkDataSource")
			.contains("tidemark.datasource.url"));
	}

	@Test
	void leavesSeveralDataSourcesAloneWhereTheModeIsOff() {
		several().withPropertyValues("tidemark.mode=off").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void usesThePrimaryOfSeveralDataSources() {
		this.runner
			.withBean("one", DataSource.class, this.database::dataSource, (definition) -> definition.setPrimary(true))
			.withBean("two", DataSource.class, DataSourceChoiceTests::unreachable)
			.run((context) -> assertMigrates(context.getBean(MigrationRunner.class)));
	}

	@Test
	void usesTheMarkedDataSourceBesideTheApplicationsOwn() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:application")
			.withBean(TestDatabase.class, () -> this.database)
			.withUserConfiguration(Marked.class)
			.run((context) -> {
				assertMigrates(context.getBean(MigrationRunner.class));
				assertThat(context).hasBean("dataSource");
			});
	}

	@Test
	void refusesTwoMarkedDataSources() {
		this.runner.withPropertyValues("spring.datasource.url=" + this.database.jdbcUrl())
			.withBean(TestDatabase.class, () -> this.database)
			.withUserConfiguration(Marked.class, MarkedToo.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnsupportedDatabaseException.class)
				.hasMessageContaining("@TidemarkDataSource")
				.hasMessageContaining("migrating, migratingToo"));
	}

	@Test
	void usesAUrlOfItsOwnWithoutAnApplicationDataSource() {
		Runners.tidemarkOnly(new ApplicationContextRunner())
			.withPropertyValues("tidemark.locations=file:" + this.directory,
					"tidemark.datasource.url=" + this.database.jdbcUrl(),
					"tidemark.datasource.username=" + this.database.username(),
					"tidemark.datasource.password=" + this.database.password())
			.run((context) -> assertMigrates(context.getBean(MigrationRunner.class)));
	}

	@Test
	void saysThatItsUrlIsEmptyWhereThereIsNoOther() {
		Runners.tidemarkOnly(new ApplicationContextRunner())
			.withPropertyValues("tidemark.datasource.url=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnsupportedDatabaseException.class)
				.hasMessageContaining("tidemark.datasource.url is empty"));
	}

	@Test
	void stopsWhereSettingsConflict() {
		this.runner
			.withPropertyValues("spring.datasource.url=" + this.database.jdbcUrl(),
					"tidemark.execution.retry.initial-delay=10s", "tidemark.execution.retry.max-delay=2s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("tidemark.execution.retry.max-delay")
				.hasMessageContaining("tidemark.execution.retry.initial-delay"));
	}

	private ApplicationContextRunner several() {
		return this.runner.withBean("one", DataSource.class, this.database::dataSource)
			.withBean("two", DataSource.class, this.database::dataSource);
	}

	private static DataSource unreachable() {
		PGSimpleDataSource unreachable = new PGSimpleDataSource();
		unreachable.setPortNumbers(new int[] { 1 });
		return unreachable;
	}

	private void assertMigrates(MigrationRunner migrations) {
		assertThat(migrations.run().scripts()).containsExactly("001_users.sql");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM users").query(Long.class).single()).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean(defaultCandidate = false)
		@TidemarkDataSource
		DataSource migrating(TestDatabase database) {
			return database.dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedToo {

		@Bean(defaultCandidate = false)
		@TidemarkDataSource
		DataSource migratingToo(TestDatabase database) {
			return database.dataSource();
		}

	}

}
