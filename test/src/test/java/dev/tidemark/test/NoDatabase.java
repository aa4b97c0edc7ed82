package dev.tidemark.test;

import java.sql.Connection;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Is asked for no connection.
 */
final class NoDatabase extends AbstractDataSource {

	@Override
	public Connection getConnection() {
		throw new AssertionError("No database is needed");
	}

	@Override
	public Connection getConnection(String username, String password) {
		throw new AssertionError("No database is needed");
	}

}
