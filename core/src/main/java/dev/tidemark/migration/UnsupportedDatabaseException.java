package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be migrated as it is: it is no PostgreSQL, a standby, behind a
 * pooler that breaks the lock, or not reachable. Nothing has been run.
 */
public final class UnsupportedDatabaseException extends MigrationException {

	/**
	 * Says what is in the way.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause what the driver said, or {@code null}
	 */
	public UnsupportedDatabaseException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
