package dev.tidemark.test.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class ExchangeListenerTests {

	private final List<String> told = new CopyOnWriteArrayList<>();

	private volatile BiConsumer<ProxiedConnection, ClientRequest> beforeRequest = (connection, request) -> {
	};

	private volatile BiConsumer<ProxiedConnection, ClientRequest> beforeAnswer = (connection, request) -> {
	};

	private TestDatabase database;

	private RoundTripProxy proxy;

	@BeforeEach
	void open() {
		this.database.execute("CREATE TABLE items (id int)");
		this.proxy = RoundTripProxy.inFrontOf(this.database, new ExchangeListener() {

			@Override
			public void beforeRequest(ProxiedConnection connection, ClientRequest request) {
				ExchangeListenerTests.this.told.add("> %d %s".formatted(request.number(), request.sql()));
				ExchangeListenerTests.this.beforeRequest.accept(connection, request);
			}

			@Override
			public void beforeAnswer(ProxiedConnection connection, ClientRequest request) {
				ExchangeListenerTests.this.told.add("< %d".formatted(request.number()));
				ExchangeListenerTests.this.beforeAnswer.accept(connection, request);
			}

		});
	}

	@AfterEach
	void close() {
		this.proxy.close();
	}

	@Test
	void isToldOfEachStatementWithItsText() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT 1");
			statement.execute("INSERT INTO items VALUES (1)");
		}
		assertThat(this.told).containsExactly("> 1 SELECT 1", "< 1", "> 2 INSERT INTO items VALUES (1)", "< 2");
	}

	@Test
	void isToldTheTextOfAPreparedStatementAtEachUse() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				PreparedStatement statement = connection.prepareStatement("INSERT INTO items VALUES (?)")) {
			for (int i = 1; i <= 20; i++) {
				statement.setInt(1, i);
				statement.execute();
			}
		}
		assertThat(this.told).hasSize(40).contains("> 20 INSERT INTO items VALUES ($1)");
	}

	@Test
	void isToldOfSimpleQueriesOneByOneThoughTheyAreSentTogether() throws SQLException {
		PGSimpleDataSource simple = (PGSimpleDataSource) this.proxy.dataSource();
		simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
		this.beforeAnswer = (connection, request) -> this.told.add("items: " + items());
		try (Connection connection = simple.getConnection(); Statement statement = connection.createStatement()) {
			statement.addBatch("INSERT INTO items VALUES (1)");
			statement.addBatch("INSERT INTO items VALUES (2)");
			assertThat(statement.executeBatch()).containsExactly(1, 1);
		}
		assertThat(this.told).containsExactly("> 1 INSERT INTO items VALUES (1)", "< 1", "items: 1",
				"> 2 INSERT INTO items VALUES (2)", "< 2", "items: 2");
	}

	@Test
	void passesOnAnAnswerOfManyPieces() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT repeat('x', 1000000) || pg_sleep(0)")) {
			rows.next();
			assertThat(rows.getString(1)).hasSize(1_000_000);
		}
	}

	@Test
	void keepsARequestFromTheServerByCutting() throws SQLException {
		this.beforeRequest = (connection, request) -> connection.cut();
		assertInsertFails();
		assertThat(items()).isZero();
	}

	@Test
	void keepsAnAnswerFromTheClientByCutting() throws SQLException {
		this.beforeAnswer = (connection, request) -> connection.cut();
		assertInsertFails();
		assertThat(items()).isOne();
	}

	private void assertInsertFails() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("INSERT INTO items VALUES (1)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).startsWith("08"));
		}
		assertThat(this.proxy.connections().get(0).isOpen()).isFalse();
	}

	@Test
	void seesAClientThatGoesAwayWhileTheServerWorks() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			CompletableFuture<Void> working = CompletableFuture
				.runAsync(() -> assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.execute("SELECT pg_sleep(60)")));
			await().until(() -> this.told.size() == 1);
			connection.abort(Runnable::run);
			working.join();
			await().until(() -> !this.proxy.connections().get(0).isOpen());
		}
		assertThat(this.told).containsExactly("> 1 SELECT pg_sleep(60)");
	}

	@Test
	void handsOnTheLastWordsOfTheServer() throws SQLException {
		try (Connection connection = this.proxy.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("SELECT pg_terminate_backend(pg_backend_pid())"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("57P01"));
		}
	}

	private int items() {
		return this.database.jdbc().sql("SELECT count(*) FROM items").query(Integer.class).single();
	}

}
