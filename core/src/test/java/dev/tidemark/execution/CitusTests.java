package dev.tidemark.execution;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationFolder;
import dev.tidemark.Migrator;
import dev.tidemark.RecordedEvents;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.RetryScheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Distributed tables on a real cluster: a coordinator and its workers.
 */
@EnabledIfEnvironmentVariable(named = CitusTests.URL, matches = ".+",
		disabledReason = "needs a Citus coordinator: the JDBC URL of a superuser")
class CitusTests {

	static final String URL = "TIDEMARK_CITUS_URL";

	private final String schema = "tidemark_test_" + UUID.randomUUID().toString().replace("-", "");

	private final PGSimpleDataSource coordinator = coordinator();

	private final RecordedEvents events = new RecordedEvents();

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private PGSimpleDataSource coordinator() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(System.getenv(URL));
		dataSource.setCurrentSchema(this.schema);
		return dataSource;
	}

	@BeforeEach
	void setUp() {
		this.folder = new MigrationFolder(this.directory);
		jdbc().sql("CREATE SCHEMA " + this.schema).update();
		this.folder.write("001_orders.sql", """
				CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint);
				SELECT create_distributed_table('orders', 'id', shard_count => 4);
				INSERT INTO orders SELECT i, i FROM generate_series(1, 100) i;
				""");
	}

	@AfterEach
	void tearDown() {
		jdbc().sql("DROP SCHEMA %s CASCADE".formatted(this.schema)).update();
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(this.coordinator);
	}

	private Migrator migrator() {
		return Migrator.of(this.coordinator, this.folder.settings()).withListeners(List.of(this.events));
	}

	private PGSimpleDataSource worker() {
		PGSimpleDataSource dataSource = coordinator();
		dataSource.setPortNumbers(new int[] { jdbc()
			.sql("SELECT nodeport FROM pg_dist_node WHERE groupid <> 0 AND isactive ORDER BY nodeport LIMIT 1")
			.query(Integer.class)
			.single() });
		return dataSource;
	}

	@Test
	void migratesDistributedReferenceAndLocalTables() {
		this.folder.write("002_more.sql", """
				CREATE TABLE countries (code text PRIMARY KEY);
				SELECT create_reference_table('countries');
				CREATE TABLE notes (id bigint);
				ALTER TABLE orders ADD COLUMN country text REFERENCES countries;
				""")
			.write("003_index.sql", "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer)")
			.write("004_events.sql", """
					CREATE TABLE events (id bigint PRIMARY KEY);
					INSERT INTO events SELECT generate_series(1, 50);
					""")
			.write("005_distribute.sql", "SELECT create_distributed_table_concurrently('events', 'id')");
		assertThat(migrator().migrate().scripts()).hasSize(5);
		assertThat(jdbc()
			.sql("SELECT count(*) FROM pg_dist_partition WHERE logicalrelid::text ~ 'orders|countries|events'")
			.query(Integer.class)
			.single()).isEqualTo(3);
		assertThat(migrator().migrate().scripts()).isEmpty();
	}

	@Test
	void boundsAndNamesAWaitForAReaderThatCameThroughAWorker() throws SQLException {
		migrator().migrate();
		this.folder.write("002_column.sql", "-- tidemark: lock-timeout=2s\nALTER TABLE orders ADD COLUMN note text");
		try (Connection reader = worker().getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute("SELECT count(*) FROM orders");
			BackgroundRun run = BackgroundRun.start(migrator()::migrate);
			await().atMost(Duration.ofSeconds(20)).until(() -> !this.events.of(RetryScheduled.class).isEmpty());
			assertThat(this.events.of(RetryScheduled.class).get(0).sqlState()).isEqualTo("55P03");
			assertThat(this.events.of(Blocked.class)).isNotEmpty();
			assertThat(this.events.of(Blocked.class).get(0).blockers()).singleElement()
				.asString()
				.contains("on node 127.0.0.1:")
				.contains("SELECT count(*) FROM orders");
			reader.rollback();
			assertThat(run.report().scripts()).containsExactly("002_column.sql");
		}
	}

}
