package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * The history table cannot be used: it is another tool's, of a newer Tidemark, or not
 * accessible.
 */
public final class HistoryException extends MigrationException {

	/**
	 * Says what is wrong with the table.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause what the driver said, or {@code null}
	 */
	public HistoryException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

	/**
	 * Says what to do by what the server answered.
	 * @param message what happened
	 * @param sqlState the SQLSTATE, or {@code null} when it is no answer of the server
	 * @param cause what the driver said
	 * @return the exception
	 */
	public static HistoryException of(String message, @Nullable String sqlState, Throwable cause) {
		return new HistoryException(message, FailureActions.afterHistory(sqlState), cause);
	}

}
