package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * A rehearsal cannot take place. The live database is as it was.
 */
public final class RehearsalException extends MigrationException {

	/**
	 * Says what is in the way.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause what the driver said, or {@code null}
	 */
	public RehearsalException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
