package dev.tidemark.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.Migrator;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.sample.demo.SampleMigrator;
import dev.tidemark.test.MigrationTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample's migrations on the real engines that it says it runs on. Each test has a
 * database of its own on a server that somebody else runs.
 */
class EngineTests {

	private static final String TIMESCALEDB = "TIDEMARK_TIMESCALEDB_URL";

	private static final String CITUS = "TIDEMARK_CITUS_URL";

	@Test
	@EnabledIfEnvironmentVariable(named = TIMESCALEDB, matches = ".+",
			disabledReason = "needs TimescaleDB: the JDBC URL of a superuser")
	void runOnTimescaleDbAndCreateItsExtension() throws SQLException {
		try (EngineDatabase database = new EngineDatabase(System.getenv(TIMESCALEDB))) {
			Migrator migrator = SampleMigrator.on(database.dataSource());
			assertThat(migrator.migrate().scripts()).hasSize(8);
			assertThat(migrator.status().state()).isEqualTo(DatabaseState.CURRENT);
			assertThat(migrator.migrate().scripts()).isEmpty();
			assertThat(database.jdbc().sql("SELECT extname FROM pg_extension").query(String.class).list())
				.contains("timescaledb", "pg_trgm");
			assertThat(database.tasksOfTheShop()).isEqualTo(Map.of("tasks", 9L, "tasks_done", 5L));
		}
	}

	@Test
	@EnabledIfEnvironmentVariable(named = TIMESCALEDB, matches = ".+",
			disabledReason = "needs TimescaleDB: the JDBC URL of a superuser")
	void goUpDownAndUpAgainOnTimescaleDb() throws SQLException {
		try (EngineDatabase database = new EngineDatabase(System.getenv(TIMESCALEDB))) {
			assertThat(MigrationTester.of(SampleMigrator.on(database.dataSource()), database.dataSource()).upDownUp())
				.hasSize(8);
		}
	}

	@Test
	@EnabledIfEnvironmentVariable(named = CITUS, matches = ".+",
			disabledReason = "needs a Citus coordinator: the JDBC URL of a superuser")
	void runOnACitusCoordinator() throws SQLException {
		try (EngineDatabase database = new EngineDatabase(System.getenv(CITUS))) {
			database.execute("CREATE EXTENSION citus");
			Migrator migrator = SampleMigrator.on(database.dataSource());
			assertThat(migrator.migrate().scripts()).hasSize(8);
			assertThat(migrator.status().state()).isEqualTo(DatabaseState.CURRENT);
			assertThat(migrator.migrate().scripts()).isEmpty();
			assertThat(database.tasksOfTheShop()).isEqualTo(Map.of("tasks", 9L, "tasks_done", 5L));
		}
	}

	@Test
	@EnabledIfEnvironmentVariable(named = CITUS, matches = ".+",
			disabledReason = "needs a Citus coordinator: the JDBC URL of a superuser")
	void goUpDownAndUpAgainOnACitusCoordinator() throws SQLException {
		try (EngineDatabase database = new EngineDatabase(System.getenv(CITUS))) {
			database.execute("CREATE EXTENSION citus");
			assertThat(MigrationTester.of(SampleMigrator.on(database.dataSource()), database.dataSource()).upDownUp())
				.hasSize(8);
		}
	}

	private static final class EngineDatabase implements AutoCloseable {

		private final PGSimpleDataSource server = new PGSimpleDataSource();

		private final PGSimpleDataSource own = new PGSimpleDataSource();

		private final String name = "tidemark_test_" + UUID.randomUUID().toString().replace("-", "");

		EngineDatabase(String url) throws SQLException {
			this.server.setURL(url);
			this.own.setURL(url);
			this.own.setDatabaseName(this.name);
			execute(this.server, "CREATE DATABASE " + this.name);
		}

		DataSource dataSource() {
			return this.own;
		}

		JdbcClient jdbc() {
			return JdbcClient.create(this.own);
		}

		void execute(String sql) throws SQLException {
			execute(this.own, sql);
		}

		private static void execute(DataSource dataSource, String sql) throws SQLException {
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}

		Map<String, Object> tasksOfTheShop() {
			return jdbc().sql("SELECT tasks, tasks_done FROM project_progress WHERE code = 'DEMO-SHOP'")
				.query()
				.singleRow();
		}

		@Override
		public void close() throws SQLException {
			execute(this.server, "DROP DATABASE %s WITH (FORCE)".formatted(this.name));
		}

	}

}
