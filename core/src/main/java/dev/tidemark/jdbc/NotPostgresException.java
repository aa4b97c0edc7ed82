package dev.tidemark.jdbc;

import java.sql.SQLException;

/**
 * The data source leads to a database that is not PostgreSQL.
 */
public final class NotPostgresException extends SQLException {

	NotPostgresException(String productName) {
		super("The database is " + productName + ", not PostgreSQL");
	}

}
