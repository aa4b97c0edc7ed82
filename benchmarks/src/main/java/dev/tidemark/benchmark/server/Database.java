package dev.tidemark.benchmark.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * A database of the server, as one contender sees it.
 *
 * @param host the server's
 * @param port the server's
 * @param name needs no quoting
 * @param schema the search path of its connections, or {@code null} for the server's
 */
public record Database(String host, int port, String name, @Nullable String schema) {

	/** Who owns everything; no password is needed. */
	public static final String USER = "postgres";

	/**
	 * Returns the same database with another search path.
	 * @param other the schema
	 * @return a copy
	 */
	public Database inSchema(String other) {
		return new Database(this.host, this.port, this.name, other);
	}

	/**
	 * The URL, without the user.
	 * @return a JDBC URL with the schema and without encryption
	 */
	public String jdbcUrl() {
		String url = "jdbc:postgresql://%s:%d/%s?sslmode=disable&gssEncMode=disable&assumeMinServerVersion=14"
			.formatted(this.host, this.port, this.name);
		return (this.schema != null) ? url + "&currentSchema=" + this.schema : url;
	}

	/**
	 * Opens a connection through the driver alone, in simple query mode.
	 * @return a new connection
	 * @throws SQLException if the server cannot be reached
	 */
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(jdbcUrl() + "&preferQueryMode=simple", USER, "");
	}

	/**
	 * Executes SQL on a connection of its own.
	 * @param sql one or more statements
	 * @throws SQLException if the server refuses one
	 */
	public void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
