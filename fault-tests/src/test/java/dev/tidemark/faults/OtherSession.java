package dev.tidemark.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * A session of somebody else, which stands in the way.
 */
final class OtherSession implements AutoCloseable {

	private final Connection connection;

	private OtherSession(Connection connection) {
		this.connection = connection;
	}

	static OtherSession open(DataSource dataSource) {
		try {
			return new OtherSession(dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Opens a transaction that concurrent builds wait for.
	 */
	static OtherSession oldTransaction(DataSource dataSource) {
		return open(dataSource).execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
			.execute("SELECT count(*) FROM pg_class");
	}

	OtherSession execute(String sql) {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
