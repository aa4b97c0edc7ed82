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

}
