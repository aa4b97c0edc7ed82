package dev.tidemark.migration;

/**
 * A repair of the history makes no sense as things are. Nothing has been written.
 */
public final class RepairException extends MigrationException {

	/**
	 * Says why.
	 * @param message what is in the way
	 * @param action what to do next
	 */
	public RepairException(String message, String action) {
		super(message, action, null);
	}

}
