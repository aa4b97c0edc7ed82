package dev.tidemark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class UnsupportedDatabaseTests extends AbstractMigratorTests {

	private static final String PASSWORD = "correct-horse";

	@BeforeEach
	void setUp() {
		write("001_seen.sql", "CREATE TABLE seen ()");
	}

	@Test
	void refusesAnotherDatabase() {
		JdbcDataSource h2 = new JdbcDataSource();
		h2.setURL("jdbc:h2:mem:other");
		UnsupportedDatabaseException failure = failing(UnsupportedDatabaseException.class, Migrator.of(h2, settings()));
		assertThat(failure).hasMessageContaining("The database is H2").hasMessageContaining("Nothing was run");
		assertThat(failure.action()).contains("tidemark.mode=off").contains("spring.datasource.url");
	}

	@Test
	void saysWhenNobodyAnswers() throws IOException {
		Duration shortTime = Duration.ofMillis(600);
		long start = System.nanoTime();
		UnsupportedDatabaseException failure = failing(UnsupportedDatabaseException.class,
				Migrator.of(nobody(), settings().withConnectTimeout(shortTime)));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
				Duration.ofSeconds(10));
		assertThat(failure).hasMessageContaining("No connection to the database")
			.hasMessageContaining("refused")
			.hasMessageContaining("SQLSTATE 08001")
			.hasMessageNotContaining(PASSWORD);
		assertThat(failure.action()).contains("tidemark.connect-timeout").doesNotContain(PASSWORD);
		assertThat(failure.getCause()).hasMessageContaining("refused").hasMessageNotContaining(PASSWORD);
	}

	@Test
	void mayBeCancelledWhileNobodyAnswers() throws IOException {
		CountingDataSource counting = new CountingDataSource(nobody());
		Migrator migrator = Migrator.of(counting, settings().withConnectTimeout(Duration.ofMinutes(10)));
		BackgroundRun run = BackgroundRun.start(migrator::migrate);
		await().until(() -> counting.count() > 1);
		migrator.cancel();
		run.failure(MigrationCancelledException.class);
	}

	@Test
	void waitsForAServerThatIsFull() {
		TestRole role = database().createRole("CONNECTION LIMIT 0");
		database().execute("GRANT ALL ON SCHEMA public TO " + role.name());
		CountingDataSource counting = new CountingDataSource(database().dataSource(role));
		BackgroundRun run = BackgroundRun.start(Migrator.of(counting, settings())::migrate);
		await().until(() -> counting.count() > 1);
		database().execute("ALTER ROLE %s CONNECTION LIMIT 10".formatted(role.name()));
		assertThat(run.report().scripts()).containsExactly("001_seen.sql");
	}

	@Test
	void doesNotWaitForWhatWillNotChange() {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database().dataSource();
		dataSource.setDatabaseName("no_such_database");
		CountingDataSource counting = new CountingDataSource(dataSource);
		assertThat(failing(MissingDatabaseException.class, Migrator.of(counting, settings())))
			.hasMessageContaining("\"no_such_database\" does not exist")
			.hasMessageContaining("3D000");
		assertThat(counting.count()).isEqualTo(1);
	}

	private static DataSource nobody() throws IOException {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			dataSource.setURL("jdbc:postgresql://localhost:%d/orders?user=orders&password=%s"
				.formatted(free.getLocalPort(), PASSWORD));
		}
		return dataSource;
	}

	@Test
	void handsNoPasswordOnThatTheDriverQuotes() {
		DataSource wrong = new DriverManagerDataSource(
				"jdbc:postgresql://localhost:port/db?user=x&password=" + PASSWORD);
		UnsupportedDatabaseException failure = failing(UnsupportedDatabaseException.class,
				Migrator.of(wrong, settings().withConnectTimeout(Duration.ZERO)));
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).contains("No connection to the database").doesNotContain(PASSWORD);
	}

}
