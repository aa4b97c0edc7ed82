package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * Where a sprint stands.
 */
enum SprintStatus {

	PLANNED, ACTIVE, REVIEW, COMPLETED, CANCELLED;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
