package dev.tidemark.migration;

/**
 * A snapshot cannot be written, or cannot take the place of migrations. Nothing has been
 * written.
 */
public final class SnapshotException extends MigrationException {

	/**
	 * Says why.
	 * @param message what is in the way
	 * @param action what to do next
	 */
	public SnapshotException(String message, String action) {
		super(message, action, null);
	}

}
