package dev.tidemark.sample.database;

import org.jspecify.annotations.Nullable;

/**
 * The database is configured wrongly, or the embedded one cannot run here.
 */
final class DatabaseSetupException extends RuntimeException {

	private final String action;

	DatabaseSetupException(String description, String action) {
		this(description, action, null);
	}

	DatabaseSetupException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
