package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * Where a task stands.
 */
enum TaskStatus {

	BACKLOG, TODO, IN_PROGRESS, REVIEW, DONE, CANCELLED;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
