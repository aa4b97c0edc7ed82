package dev.tidemark.test.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class RoundTripProxyTests {

	private RoundTripProxy proxy;

	@BeforeEach
	void open(TestDatabase database) {
		this.proxy = RoundTripProxy.inFrontOf(database);
	}

	@AfterEach
	void close() {
		this.proxy.close();
	}

	@Test
	void leadsToTheDatabase(TestDatabase database) throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection()) {
			assertThat(connection.getCatalog()).isEqualTo(database.name());
			assertThat(connection.getMetaData().getURL()).startsWith(this.proxy.jdbcUrl().replaceFirst("\\?.*", ""));
		}
	}

	@Test
	void leavesTheStartupOut() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection()) {
			assertThat(connection.isClosed()).isFalse();
			assertThat(this.proxy.roundTrips()).isZero();
		}
	}

	@Test
	void countsOneForEachStatement() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT 1");
			assertThat(this.proxy.roundTrips()).isOne();
			statement.execute("SELECT 2; SELECT 3");
			assertThat(this.proxy.roundTrips()).isEqualTo(2);
		}
	}

	@Test
	void countsOneForStatementsThatAreSentTogether() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < 20; i++) {
				statement.addBatch("SELECT set_config('tidemark.test', '" + i + "', true)");
			}
			statement.addBatch("CREATE TABLE last_of_batch ()");
			statement.executeBatch();
			assertThat(this.proxy.roundTrips()).isOne();
			connection.commit();
			assertThat(this.proxy.roundTrips()).isEqualTo(2);
		}
	}

	@Test
	void countsOneForAnAnswerOfManyPieces() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT repeat('x', 1000000)");
			assertThat(this.proxy.roundTrips()).isOne();
			assertThat(this.proxy.connections().get(0).bytesToClient()).isGreaterThan(1_000_000);
		}
	}

	@Test
	void doesNotCountTheFarewell() throws SQLException {
		this.proxy.dataSource().getConnection().close();
		await().until(() -> !this.proxy.connections().get(0).isOpen());
		assertThat(this.proxy.roundTrips()).isZero();
	}

	@Test
	void countsEachConnectionForItself() throws SQLException {
		try (Connection one = this.proxy.dataSource().getConnection();
				Connection other = this.proxy.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			assertThat(one.isClosed()).isFalse();
			statement.execute("SELECT 1");
			assertThat(this.proxy.connections()).extracting(ProxiedConnection::roundTrips).containsExactly(0, 1);
			assertThat(this.proxy.connections()).extracting(ProxiedConnection::isOpen).containsExactly(true, true);
		}
	}

	@Test
	void countsTheBytesOfTheClient() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			long before = this.proxy.connections().get(0).bytesToServer();
			statement.execute("SELECT 1 /* " + "x".repeat(100_000) + " */");
			assertThat(this.proxy.connections().get(0).bytesToServer() - before).isBetween(100_000L, 101_000L);
		}
	}

	@Test
	void passesARequestToCancelOn(TestDatabase database) throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
				await().until(() -> sleepers(database) == 1);
				cancel(statement);
			});
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
			cancelled.join();
			assertThat(this.proxy.connections()).hasSize(2);
		}
	}

	private static void cancel(Statement statement) {
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void breaksAConnectionInTheMiddleOfAStatement(TestDatabase database) throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> {
				await().until(() -> sleepers(database) == 1);
				this.proxy.cut();
			});
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).startsWith("08"));
			cut.join();
			assertThat(this.proxy.connections().get(0).isOpen()).isFalse();
		}
	}

	@Test
	void acceptsNewConnectionsAfterACut() throws SQLException {
		Connection broken = this.proxy.dataSource().getConnection();
		this.proxy.cut();
		assertThat(broken.isValid(1)).isFalse();
		try (Connection connection = this.proxy.dataSource().getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

	@Test
	void breaksOneConnectionOnly() throws SQLException {
		try (Connection one = this.proxy.dataSource().getConnection();
				Connection other = this.proxy.dataSource().getConnection()) {
			this.proxy.connections().get(0).cut();
			assertThat(one.isValid(1)).isFalse();
			assertThat(other.isValid(1)).isTrue();
		}
	}

	@Test
	void acceptsNothingOnceClosed() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection()) {
			this.proxy.close();
			assertThat(connection.isValid(1)).isFalse();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> this.proxy.dataSource().getConnection().close())
				.withMessageContaining("refused");
		}
	}

	private static int sleepers(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND wait_event = 'PgSleep'")
			.param(database.name())
			.query(Integer.class)
			.single();
	}

}
