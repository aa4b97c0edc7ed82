package dev.tidemark.sample.api;

import java.util.Locale;

/**
 * What sort of work a task is.
 */
enum TaskKind {

	FEATURE, BUG, CHORE, RESEARCH, DOCUMENTATION;

	/**
	 * The word that the API and the table use.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
