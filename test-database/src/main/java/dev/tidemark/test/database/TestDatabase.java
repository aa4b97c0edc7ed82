package dev.tidemark.test.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of a test's own on a real PostgreSQL. Safe for use by several threads.
 */
public final class TestDatabase implements AutoCloseable {

	private final TestServer server;

	private final String name;

	private final List<TestRole> roles = new CopyOnWriteArrayList<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	TestDatabase(TestServer server, String name) {
		this.server = server;
		this.name = name;
	}

	/**
	 * The name, which needs no quoting.
	 * @return the database's name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The URL without user and password.
	 * @return a JDBC URL
	 */
	public String jdbcUrl() {
		return address().jdbcUrl(this.name);
	}

	/**
	 * Who owns the database; a superuser unless the server was given by URL.
	 * @return the login's name
	 */
	public String username() {
		return address().username();
	}

	/**
	 * The owner's password.
	 * @return the password, empty where none is needed
	 */
	public String password() {
		return address().password();
	}

	/**
	 * Opens a new connection, as the owner, whenever it is asked for one.
	 * @return a data source without a pool
	 */
	public DataSource dataSource() {
		return address().dataSource(this.name);
	}

	/**
	 * Opens a new connection, as the given role, whenever it is asked for one.
	 * @param role a login made by {@link #createRole}
	 * @return a data source without a pool
	 */
	public DataSource dataSource(TestRole role) {
		return address().as(role).dataSource(this.name);
	}

	/**
	 * Queries as the owner, each on a connection of its own.
	 * @return a client of {@link #dataSource()}
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * Executes SQL as the owner, on a connection of its own.
	 * @param sql one statement, or several in one implicit transaction
	 * @throws IllegalStateException if the server refuses it; the cause is the
	 * {@link SQLException}
	 */
	public void execute(String sql) {
		execute(dataSource(), sql);
	}

	static void execute(DataSource dataSource, String sql) {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The test database refused a statement: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Creates a login of a name used nowhere else on the server. It is dropped with the
	 * database, and what it owns there goes with it.
	 * @param options what follows {@code CREATE ROLE … LOGIN PASSWORD …}, such as
	 * {@code "CREATEDB"}; may be empty
	 * @return the role
	 */
	public TestRole createRole(String options) {
		TestRole role = new TestRole(TestServer.uniqueName(), TestServer.uniqueName());
		execute("CREATE ROLE %s LOGIN PASSWORD '%s' %s".formatted(role.name(), role.password(), options));
		this.roles.add(role);
		return role;
	}

	/**
	 * The server's major version.
	 * @return a number such as 18
	 */
	public int serverVersion() {
		return this.server.version();
	}

	/**
	 * The server that the database is on.
	 * @return the server
	 */
	public TestServer server() {
		return this.server;
	}

	ServerAddress address() {
		return this.server.address();
	}

	/**
	 * Drops the database, whoever is connected to it, and its roles. A second call has no
	 * effect.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.server.drop(this);
		}
	}

	List<TestRole> roles() {
		return this.roles;
	}

	@Override
	public String toString() {
		return this.name + " on PostgreSQL " + serverVersion() + " at " + address();
	}

}
