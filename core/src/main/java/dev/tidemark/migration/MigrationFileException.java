package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * A file of a migration cannot be written or renamed as asked. Unless the message says
 * otherwise, no file was touched.
 */
public final class MigrationFileException extends MigrationException {

	/**
	 * Says what is wrong.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause what the file system said, or {@code null}
	 */
	public MigrationFileException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
