package dev.tidemark.migration;

/**
 * The migration lock could not be had in time, or was lost between two migrations.
 */
public final class MigrationLockException extends MigrationException {

	/**
	 * Says who holds the lock.
	 * @param message what happened
	 * @param action what to do next
	 */
	public MigrationLockException(String message, String action) {
		super(message, action, null);
	}

}
