package dev.tidemark.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Opens sessions. Kept apart from {@link Session}, which does not even load where
 * PostgreSQL's driver is absent.
 */
public final class Sessions {

	private Sessions() {
	}

	/**
	 * Opens a session.
	 * @param dataSource gives the connection, which is not given back
	 * @return the session
	 * @throws NotPostgresException if the database is another
	 * @throws SQLException if no connection can be had
	 */
	public static Session open(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		try {
			// PostgreSQL's driver answers this without asking the server
			String product = connection.getMetaData().getDatabaseProductName();
			if (!product.equals("PostgreSQL")) {
				throw new NotPostgresException(product);
			}
			return Session.of(connection);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

}
