package dev.tidemark;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.OtherDatabases;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MissingDatabaseException;
import dev.tidemark.migration.UnsupportedDatabaseException;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlQuote;

/**
 * Says why there is no connection, and shows no password.
 */
final class UnreachableDatabase {

	private UnreachableDatabase() {
	}

	static MigrationException of(DataSource dataSource, SQLException ex) {
		ServerError error = ServerError.of(ex);
		if (SqlStates.MISSING_DATABASE.equals(error.sqlState())) {
			return missing(dataSource, error, ex);
		}
		String hint = (error.hint() != null) ? " " + error.hint() : "";
		return new UnsupportedDatabaseException(
				"No connection to the database: %s (SQLSTATE %s).%s Nothing was run"
					.formatted(Redaction.ofMessage(error.message()), error.sqlState(), hint),
				"Check that the server runs, and URL, user and password of the data source; tidemark.connect-timeout says how long a server that is not up yet is waited for.",
				withoutCredentials(ex));
	}

	private static MissingDatabaseException missing(DataSource dataSource, ServerError error, SQLException ex) {
		String name = OtherDatabases.nameOf(dataSource).map(SqlQuote::identifier).orElse("…");
		return MissingDatabaseException.database(
				"No connection to the database: %s (SQLSTATE %s). Nothing was run"
					.formatted(Redaction.ofMessage(error.message()), error.sqlState()),
				"Let a role with the right to create databases run: CREATE DATABASE %s%s; or set tidemark.create-database=true, where the login has that right."
					.formatted(name,
							OtherDatabases.userOf(dataSource)
								.map((user) -> " OWNER " + SqlQuote.identifier(user))
								.orElse("")),
				error.sqlState(), withoutCredentials(ex));
	}

	/**
	 * Whoever logs the cause would show what the driver quotes of the URL.
	 */
	private static @Nullable SQLException withoutCredentials(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		return Redaction.ofMessage(message).equals(message) ? ex : null;
	}

}
