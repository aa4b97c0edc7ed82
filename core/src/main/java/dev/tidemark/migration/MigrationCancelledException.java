package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * The run was cancelled, mostly because the application stops.
 */
public final class MigrationCancelledException extends MigrationException {

	/**
	 * Says where the run stood.
	 * @param message what happened and what was rolled back
	 * @param cause what the driver said, or {@code null}
	 */
	public MigrationCancelledException(String message, @Nullable Throwable cause) {
		super(message, "Nothing to do: the next start goes on where this one stopped.", cause);
	}

}
