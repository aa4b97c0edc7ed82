package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * Where an action list stands.
 */
enum ActionListStatus {

	OPEN, IN_PROGRESS, DONE, CANCELLED;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
