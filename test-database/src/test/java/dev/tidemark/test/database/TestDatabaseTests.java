package dev.tidemark.test.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest
class TestDatabaseTests {

	private static final String DATABASES = "SELECT count(*) FROM pg_database WHERE datname = ?";

	private static final String ROLES = "SELECT count(*) FROM pg_roles WHERE rolname = ?";

	private TestDatabase field;

	private TestDatabase before;

	@BeforeEach
	void remember(TestDatabase database) {
		this.before = database;
	}

	@RepeatedTest(2)
	void isEmptyForEachTest(TestDatabase database) {
		database.execute("CREATE TABLE made_once ()");
		assertThat(tables(database)).containsExactly("made_once");
	}

	@Test
	void isTheSameInFieldsParametersAndBeforeEach(TestDatabase database) {
		assertThat(this.field).isSameAs(database);
		assertThat(this.before).isSameAs(database);
	}

	@Test
	void canBeReachedByUrlAndLogin(TestDatabase database) throws SQLException {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(database.jdbcUrl());
		dataSource.setUser(database.username());
		dataSource.setPassword(database.password());
		assertThat(query(dataSource, "SELECT current_database()::text")).isEqualTo(database.name());
	}

	@Test
	void opensANewConnectionEachTime(TestDatabase database) throws SQLException {
		DataSource dataSource = database.dataSource();
		try (Connection one = dataSource.getConnection(); Connection other = dataSource.getConnection()) {
			assertThat(backend(one)).isNotEqualTo(backend(other));
		}
	}

	@Test
	void tellsTheServersMajorVersion(TestDatabase database) {
		assertThat(database.jdbc().sql("SHOW server_version").query(String.class).single())
			.startsWith(database.serverVersion() + ".");
	}

	@Test
	void executesSeveralStatements(TestDatabase database) {
		database.execute("CREATE TABLE a (); CREATE TABLE b ()");
		assertThat(tables(database)).containsExactly("a", "b");
	}

	@Test
	void reportsARefusedStatementWithItsCause(TestDatabase database) {
		assertThatIllegalStateException().isThrownBy(() -> database.execute("SELECT 1/0"))
			.withMessageContaining("division by zero")
			.withCauseInstanceOf(SQLException.class);
	}

	@Test
	void createsARoleThatMayLogInButNotCreateRoles(TestDatabase database) {
		TestRole role = database.createRole("NOCREATEROLE");
		DataSource dataSource = database.dataSource(role);
		assertThat(query(dataSource, "SELECT current_user::text")).isEqualTo(role.name());
		assertThatIllegalStateException().isThrownBy(() -> TestDatabase.execute(dataSource, "CREATE ROLE another"))
			.withMessageContaining("permission denied");
	}

	@Test
	void isDroppedWithItsRolesAlthoughSomebodyIsConnected(TestServer server) throws SQLException {
		TestDatabase other = server.createDatabase();
		TestRole role = other.createRole("");
		other.execute("GRANT CREATE ON SCHEMA public TO " + role.name());
		try (Connection connection = other.dataSource(role).getConnection()) {
			TestDatabase.execute(other.dataSource(role), "CREATE TABLE of_role ()");
			other.close();
			assertThat(connection.isValid(1)).isFalse();
		}
		assertThat(count(DATABASES, other.name())).isZero();
		assertThat(count(ROLES, role.name())).isZero();
	}

	@Test
	void mayBeClosedTwice(TestServer server) {
		TestDatabase other = server.createDatabase();
		other.close();
		other.close();
		assertThat(count(DATABASES, other.name())).isZero();
	}

	@Test
	void isOneOfSeveralOnTheServer(TestServer server, TestDatabase database) {
		try (TestDatabase other = server.createDatabase()) {
			other.execute("CREATE TABLE only_there ()");
			assertThat(tables(database)).isEmpty();
			assertThat(database.server()).isSameAs(server);
		}
	}

	@Test
	void hasATextThatHelpsInALog(TestDatabase database) {
		assertThat(database).hasToString("%s on PostgreSQL %d at %s:%d".formatted(database.name(),
				database.serverVersion(), database.address().host(), database.address().port()));
	}

	@Test
	void refusesConnectionsOfARoleThatIsDropped(TestServer server, TestDatabase database) {
		TestDatabase other = server.createDatabase();
		TestRole role = other.createRole("");
		other.close();
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> database.dataSource(role).getConnection().close())
			.withMessageContaining(role.name());
	}

	private int count(String sql, String name) {
		return this.field.jdbc().sql(sql).param(name).query(Integer.class).single();
	}

	private static List<String> tables(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
			.query(String.class)
			.list();
	}

	private static String query(DataSource dataSource, String sql) {
		return JdbcClient.create(dataSource).sql(sql).query(String.class).single();
	}

	private static int backend(Connection connection) throws SQLException {
		return connection.unwrap(PGConnection.class).getBackendPID();
	}

}
