package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * How much something matters.
 */
enum Priority {

	LOW, MEDIUM, HIGH, CRITICAL;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
