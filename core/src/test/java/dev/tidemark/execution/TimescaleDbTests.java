package dev.tidemark.execution;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.MigrationFolder;
import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hypertables and continuous aggregates on a real server.
 */
@EnabledIfEnvironmentVariable(named = TimescaleDbTests.URL, matches = ".+",
		disabledReason = "needs TimescaleDB: the JDBC URL of a superuser")
class TimescaleDbTests {

	static final String URL = "TIDEMARK_TIMESCALEDB_URL";

	private static final String HOURLY = """
			CREATE MATERIALIZED VIEW hourly WITH (timescaledb.continuous) AS
			SELECT time_bucket('1 hour', at) AS hour, avg(value) AS value FROM readings GROUP BY 1""";

	private final String name = "tidemark_test_" + UUID.randomUUID().toString().replace("-", "");

	private final PGSimpleDataSource server = dataSource();

	private final PGSimpleDataSource dataSource = dataSource();

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private static PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(System.getenv(URL));
		return dataSource;
	}

	@BeforeEach
	void setUp() {
		JdbcClient.create(this.server).sql("CREATE DATABASE " + this.name).update();
		this.dataSource.setDatabaseName(this.name);
		this.folder = new MigrationFolder(this.directory).write("001_timescaledb.sql", "CREATE EXTENSION timescaledb")
			.write("002_readings.sql", """
					CREATE TABLE readings (at timestamptz NOT NULL, value double precision);
					SELECT create_hypertable('readings', 'at');
					INSERT INTO readings SELECT now() - i * interval '1 hour', i FROM generate_series(1, 100) i;
					ALTER TABLE readings ADD COLUMN sensor int DEFAULT 1;
					""");
	}

	@AfterEach
	void tearDown() {
		JdbcClient.create(this.server).sql("DROP DATABASE %s WITH (FORCE)".formatted(this.name)).update();
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(this.dataSource);
	}

	private Migrator migrator() {
		return Migrator.of(this.dataSource, this.folder.settings());
	}

	@Test
	void createsAndRefreshesAContinuousAggregate() {
		this.folder.write("003_hourly.sql", HOURLY)
			.write("004_refresh.sql", "CALL refresh_continuous_aggregate('hourly', NULL, NULL)")
			.write("005_index.sql",
					"CREATE INDEX readings_sensor ON readings (sensor, at) WITH (timescaledb.transaction_per_chunk)")
			.write("006_policy.sql", "SELECT add_retention_policy('readings', interval '1 year')");
		assertThat(migrator().migrate().scripts()).hasSize(6);
		assertThat(jdbc().sql("SELECT count(*) FROM hourly").query(Integer.class).single()).isPositive();
		assertThat(migrator().migrate().scripts()).isEmpty();
	}

	@Test
	void runsAgainOutsideATransactionWhatOnlyTheServerKnows() {
		// a procedure of the user's that refreshes: nothing in the text says so
		this.folder.write("003_hourly.sql", HOURLY + " WITH NO DATA").write("004_procedure.sql", """
				CREATE PROCEDURE refresh_all() LANGUAGE plpgsql AS $$
				BEGIN
				  CALL refresh_continuous_aggregate('hourly', NULL, NULL);
				END $$;
				""").write("005_refresh.sql", "CALL refresh_all()");
		assertThat(migrator().migrate().scripts()).hasSize(5);
		assertThat(jdbc().sql("SELECT count(*) FROM hourly").query(Integer.class).single()).isPositive();
	}

	@Test
	void tellsWhatTheServerSaysOfAConcurrentIndexOnAHypertable() {
		this.folder.write("003_index.sql", "CREATE INDEX CONCURRENTLY readings_sensor ON readings (sensor)");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("hypertables do not support concurrent index creation")
			.satisfies((failure) -> assertThat(failure.action()).isNotEmpty());
		this.folder.write("003_index.sql",
				"CREATE INDEX readings_sensor ON readings (sensor) WITH (timescaledb.transaction_per_chunk)");
		assertThat(migrator().migrate().scripts()).containsExactly("003_index.sql");
	}

}
