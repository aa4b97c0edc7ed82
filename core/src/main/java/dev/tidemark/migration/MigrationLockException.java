package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

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
		this(message, action, null);
	}

	/**
	 * Says how the lock was lost.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause what failed then, or {@code null}
	 */
	public MigrationLockException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
