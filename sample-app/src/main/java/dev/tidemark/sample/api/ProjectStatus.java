package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * Where a project stands.
 */
enum ProjectStatus {

	PLANNED, ACTIVE, ON_HOLD, COMPLETED, CANCELLED;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
