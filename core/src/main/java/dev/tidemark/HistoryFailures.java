package dev.tidemark;

import java.sql.SQLException;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.migration.HistoryException;

/**
 * Says what a failure of our own statements around the migrations means.
 */
final class HistoryFailures {

	private static final String MESSAGE = "The history could not be read or written: %s. No migration was under way; those that the log calls applied are committed";

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
		String said = "%s (SQLSTATE %s)".formatted(ServerError.of(ex).message(), ex.getSQLState());
		return HistoryException.of(MESSAGE.formatted(said), ex.getSQLState(), thrown);
	}

	private static HistoryException of(String said, Exception thrown) {
		return HistoryException.of(MESSAGE.formatted(said), null, thrown);
	}

}
