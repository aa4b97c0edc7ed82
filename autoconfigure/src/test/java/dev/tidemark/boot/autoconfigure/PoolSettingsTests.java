package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationVersion;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class PoolSettingsTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_seen.sql", """
				CREATE TABLE seen AS
				SELECT current_schema AS schema, current_setting('tidemark.test', true) AS setting,
				       current_setting('work_mem') AS work_mem
				""");
		this.runner = Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(Runners.on(testDatabase, folder));
	}

	@Test
	void migratesTheSchemaOfThePool() {
		this.database.execute("CREATE SCHEMA app");
		this.runner.withPropertyValues("spring.datasource.hikari.schema=app").run((context) -> {
			context.getBean(MigrationRunner.class).run();
			assertThat(read("SELECT schema FROM app.seen")).isEqualTo("app");
			assertThat(read("SELECT count(*) FROM app.schema_migrations")).isEqualTo("1");
		});
	}

	@Test
	void leavesThePoolsOwnSettingsAsTheyAre() {
		this.database.execute("CREATE SCHEMA app");
		this.runner
			.withPropertyValues("spring.datasource.hikari.schema=app",
					"spring.datasource.hikari.data-source-properties.ApplicationName=mine")
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties())
					.containsOnlyKeys("ApplicationName");
			});
	}

	@Test
	void executesThePoolsInitSql() {
		this.runner.withPropertyValues("spring.datasource.hikari.connection-init-sql=SET tidemark.test = 'init'")
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(read("SELECT setting FROM seen")).isEqualTo("init");
			});
	}

	@Test
	void connectsWithThePoolsProperties() {
		this.runner.withPropertyValues("spring.datasource.hikari.data-source-properties.options=-c work_mem=7MB")
			.run((context) -> {
				context.getBean(MigrationRunner.class).run();
				assertThat(read("SELECT work_mem FROM seen")).isEqualTo("7MB");
			});
	}

	@Test
	void migratesBesideAPoolOfOneThatIsInUse() {
		this.runner
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1",
					"spring.datasource.hikari.connection-timeout=2000")
			.run((context) -> {
				try (var held = context.getBean(HikariDataSource.class).getConnection()) {
					assertThat(context.getBean(MigrationRunner.class).run().scripts()).containsExactly("001_seen.sql");
					assertThat(held.isValid(1)).isTrue();
				}
			});
	}

	@Test
	void runsAJavaMigrationThatUsesAPoolOfOne() {
		this.runner.withUserConfiguration(Loading.class)
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1",
					"spring.datasource.hikari.connection-timeout=2000")
			.run((context) -> {
				assertThat(context.getBean(MigrationRunner.class).run().scripts()).hasSize(2);
				assertThat(this.database.jdbc().sql("SELECT name FROM loaded").query(String.class).list())
					.isEqualTo(List.of("from the pool"));
			});
	}

	@Test
	void runsAJavaMigrationThatUsesThePoolAtStartup() {
		this.runner.withUserConfiguration(Loading.class)
			.withAllowCircularReferences(false)
			.withPropertyValues("tidemark.run-at=startup")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(read("SELECT name FROM loaded")).isEqualTo("from the pool");
			});
	}

	@Test
	void leavesNoConnectionBehind() {
		this.runner.run((context) -> {
			context.getBean(MigrationRunner.class).run();
			await().untilAsserted(
					() -> assertThat(read("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
							+ " AND application_name = 'tidemark'"))
						.isEqualTo("0"));
		});
	}

	private String read(String sql) {
		return this.database.jdbc().sql(sql).query(String.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	static class Loading {

		@Bean
		@MigrationVersion("002")
		JavaMigration loadFromThePool(JdbcTemplate pool) {
			return (context) -> {
				String name = pool.queryForObject("SELECT 'from the pool'", String.class);
				context.jdbc().sql("CREATE TABLE loaded (name text)").update();
				context.jdbc().sql("INSERT INTO loaded VALUES (?)").param(name).update();
			};
		}

	}

}
