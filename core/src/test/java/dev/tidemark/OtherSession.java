package dev.tidemark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.tidemark.test.database.TestDatabase;

/**
 * A session of somebody else, which stands in the way of migrations.
 */
public final class OtherSession implements AutoCloseable {

	private final Connection connection;

	private final int pid;

	private OtherSession(Connection connection) throws SQLException {
		this.connection = connection;
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
			row.next();
			this.pid = row.getInt(1);
		}
	}

	public static OtherSession open(TestDatabase database, String application) {
		try {
			OtherSession session = new OtherSession(database.dataSource().getConnection());
			session.execute("SET application_name = '%s'".formatted(application));
			return session;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int pid() {
		return this.pid;
	}

	/**
	 * Executes a statement in a transaction that stays open.
	 */
	public OtherSession begin(String sql) {
		return execute("BEGIN").execute(sql);
	}

	public void end() {
		execute("ROLLBACK");
	}

	public OtherSession execute(String sql) {
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
