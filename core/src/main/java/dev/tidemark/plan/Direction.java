package dev.tidemark.plan;

import java.util.Locale;

/**
 * Which way a step goes.
 */
public enum Direction {

	/** Applies a migration. */
	UP,

	/** Undoes a migration. */
	DOWN;

	/**
	 * Returns the word used in logs and JSON.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
