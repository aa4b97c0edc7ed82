package dev.tidemark.migration;

/**
 * It cannot be told at which version a database stands, or that is not allowed to matter.
 * Nothing has been run or recorded.
 */
public final class BaselineException extends MigrationException {

	/**
	 * Says why.
	 * @param message what was found
	 * @param action what to do next
	 */
	public BaselineException(String message, String action) {
		super(message, action, null);
	}

	/**
	 * Says why, where something failed that was to tell the version.
	 * @param message what was found
	 * @param action what to do next
	 * @param cause what failed
	 */
	public BaselineException(String message, String action, Throwable cause) {
		super(message, action, cause);
	}

}
