package dev.tidemark.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import dev.tidemark.sql.Redaction;

/**
 * What the server said about a failure, without passwords.
 *
 * @param sqlState the SQLSTATE, or {@code null}
 * @param message the message
 * @param detail the detail, or {@code null}
 * @param hint the hint, or {@code null}
 * @param position the position in the statement, from 1, or 0
 * @param dataLine the line of a COPY's data at fault, from 1, or 0
 */
public record ServerError(@Nullable String sqlState, String message, @Nullable String detail, @Nullable String hint,
		int position, int dataLine) {

	/**
	 * Reads an exception of the driver.
	 * @param ex what the driver threw
	 * @return what it says
	 */
	public static ServerError of(SQLException ex) {
		SQLException cause = rootOf(ex);
		ServerErrorMessage error = (cause instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
		if (error == null) {
			return new ServerError(cause.getSQLState(), redacted(String.valueOf(cause.getMessage())), null, null, 0, 0);
		}
		return new ServerError(cause.getSQLState(), redacted(String.valueOf(error.getMessage())),
				redactedOrNull(error.getDetail()), redactedOrNull(error.getHint()), error.getPosition(),
				CopyFailure.line(error));
	}

	/**
	 * Returns the exception that holds the server's answer.
	 * @param ex what the driver threw
	 * @return the first answer of a batch, or the exception itself
	 */
	public static SQLException rootOf(SQLException ex) {
		return (ex instanceof BatchUpdateException && ex.getCause() instanceof SQLException cause) ? cause : ex;
	}

	/**
	 * Finds what the driver threw; a broken connection has a further cause below it.
	 * @param ex an exception that may be caused by the driver's
	 * @return the outermost exception of the driver, or {@code null}
	 */
	public static @Nullable SQLException causeOf(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sqlException) {
				return sqlException;
			}
		}
		return null;
	}

	private static String redacted(String text) {
		return Redaction.ofMessage(text);
	}

	private static @Nullable String redactedOrNull(@Nullable String text) {
		return (text != null) ? redacted(text) : null;
	}

}
