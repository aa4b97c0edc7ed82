package dev.tidemark;

import java.sql.SQLException;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.migration.HistoryException;

/**
 * Says what a failure of our own statements around the migrations means.
 */
final class HistoryFailures {

	private HistoryFailures() {
	}

	static HistoryException of(DataAccessException ex) {
		SQLException cause = ServerError.causeOf(ex);
		return (cause != null) ? of(cause, ex) : of(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
	}

	static HistoryException of(SQLException ex) {
		return of(ex, ex);
	}

	private static HistoryException of(SQLException ex, Exception thrown) {
		return of("%s (SQLSTATE %s)".formatted(ServerError.of(ex).message(), ex.getSQLState()), thrown);
	}

	private static HistoryException of(String said, Exception thrown) {
		return new HistoryException(
				"The history could not be read or written: %s. No migration was under way; those that the log calls applied are committed"
					.formatted(said),
				"Check that the migrating role may use the schema and the table, or set tidemark.history.schema.",
				thrown);
	}

}
