package dev.tidemark.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.BackgroundRun;
import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.ProxiedConnection;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class ConnectionUseTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint)");
	}

	@Test
	void leavesNoSession() {
		migrate();
		awaitNoOtherSession();
	}

	@Test
	void leavesNoSessionAfterAFailure() {
		write("002_fails.sql", "SELECT 1/0");
		failing(MigrationFailedException.class, migrator());
		awaitNoOtherSession();
	}

	@Test
	void leavesNoSessionAfterAWait() {
		write("002_slow.sql", "SELECT pg_sleep(1)");
		migrate();
		awaitNoOtherSession();
	}

	@Test
	void handsNothingBackToAPoolOfOne() throws SQLException {
		write("002_set.sql", "SET work_mem = '7777kB'; SET ROLE pg_monitor; SELECT pg_advisory_lock(42)");
		try (HikariDataSource pool = poolOfOne()) {
			String before = session(pool);
			Migrator.of(pool, settings()).migrate();
			assertThat(session(pool)).as("another session, as new").isNotEqualTo(before).endsWith(" 4MB true 0 pool");
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
		}
	}

	@Test
	void leavesAPoolOfOneUsableEveryTime() throws SQLException {
		try (HikariDataSource pool = poolOfOne()) {
			for (int i = 0; i < 3; i++) {
				MigrationReport report = Migrator.of(pool, settings()).migrate();
				assertThat(report.scripts()).hasSize((i == 0) ? 1 : 0);
				assertThat(session(pool)).endsWith(" pool");
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			}
		}
	}

	@Test
	void waitsForLocksWithAPoolOfOne() throws SQLException {
		write("002_mail.sql", "ALTER TABLE users ADD COLUMN mail text");
		database().execute("CREATE TABLE users (id bigint)");
		write("001_users.sql", "SELECT 1");
		try (HikariDataSource pool = poolOfOne();
				OtherSession other = OtherSession.open(database(), "other").begin("SELECT * FROM users")) {
			BackgroundRun run = BackgroundRun.start(Migrator.of(pool, settings())::migrate);
			awaitLockWait(Duration.ofSeconds(1));
			other.end();
			assertThat(run.report().scripts()).contains("002_mail.sql");
			assertThat(session(pool)).endsWith(" pool");
		}
	}

	@Test
	void needsTwoRoundTripsOnOneConnectionWhenThereIsNothingToDo() {
		write("002_mail.sql", "ALTER TABLE users ADD COLUMN mail text").write("R__view.sql", "SELECT 1");
		migrate();
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			Migrator.of(proxy.dataSource(), settings()).migrate();
			assertThat(proxy.connections()).hasSize(1);
			assertThat(proxy.roundTrips()).isEqualTo(2);
			await().untilAsserted(() -> assertThat(proxy.connections()).noneMatch(ProxiedConnection::isOpen));
		}
	}

	@Test
	void needsOneRoundTripWithoutAHistoryAndMigrations() {
		folder().delete("001_users.sql");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			Migrator.of(proxy.dataSource(), settings()).migrate();
			assertThat(proxy.roundTrips()).isEqualTo(1);
		}
	}

	@Test
	void needsOneConnectionForARunWithWork() {
		write("002_index.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id)").write("003_more.sql", "SELECT 1");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), settings()).migrate().scripts()).hasSize(3);
			assertThat(proxy.connections()).hasSize(1);
		}
	}

	@Test
	void needsASecondConnectionOnlyWhileAStepTakesLong() {
		write("002_slow.sql", "SELECT pg_sleep(1)");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			Migrator.of(proxy.dataSource(), settings()).migrate();
			assertThat(proxy.connections()).hasSize(2);
			await().untilAsserted(() -> assertThat(proxy.connections()).noneMatch(ProxiedConnection::isOpen));
		}
	}

	private void awaitNoOtherSession() {
		await().untilAsserted(() -> assertThat(values("SELECT query FROM pg_stat_activity "
				+ "WHERE datname = current_database() AND pid <> pg_backend_pid()"))
			.isEmpty());
	}

	private HikariDataSource poolOfOne() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database().jdbcUrl());
		config.setUsername(database().username());
		config.setPassword(database().password());
		config.addDataSourceProperty("ApplicationName", "pool");
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
		return new HikariDataSource(config);
	}

	/**
	 * What can be seen of the session that the pool gives.
	 */
	private static String session(HikariDataSource pool) throws SQLException {
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("""
						SELECT concat_ws(' ', pg_backend_pid(), current_setting('work_mem'),
						                 (current_user = session_user)::text,
						                 (SELECT count(*) FROM pg_locks
						                  WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
						                 current_setting('application_name'))
						""")) {
			row.next();
			return row.getString(1);
		}
	}

}
