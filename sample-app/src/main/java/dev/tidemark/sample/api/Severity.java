package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * How much a fault hurts.
 */
enum Severity {

	TRIVIAL, MINOR, MAJOR, BLOCKER;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
