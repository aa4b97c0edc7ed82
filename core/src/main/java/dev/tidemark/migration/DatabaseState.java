package dev.tidemark.migration;

import java.util.Locale;

/**
 * The state of a whole database.
 */
public enum DatabaseState {

	/** Everything known is applied. */
	CURRENT,

	/** Something is to be applied. */
	PENDING,

	/** A run is under way. */
	RUNNING,

	/** The last run failed. */
	FAILED,

	/** A run waits for the migration lock or behind another session. */
	BLOCKED;

	/**
	 * Returns the word used in JSON and on the terminal.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
