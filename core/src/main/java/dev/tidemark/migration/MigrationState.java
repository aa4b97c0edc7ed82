package dev.tidemark.migration;

import java.util.Locale;

/**
 * The state of one migration.
 */
public enum MigrationState {

	/** Known to the application and not applied. */
	PENDING,

	/** Being applied, or left so by a process that died. */
	RUNNING,

	/** Applied. */
	APPLIED,

	/** Its last attempt failed. */
	FAILED,

	/** Applied once and undone since. */
	ROLLED_BACK,

	/** In the history, unknown to the application. */
	MISSING,

	/** Its script differs from the one that ran. */
	CHANGED,

	/** Left alone by setting, or since a baseline or a newer release stands for it. */
	IGNORED;

	/**
	 * Returns the word used in the table, in JSON and on the terminal.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the word.
	 * @param word a word as {@link #word()} gives it
	 * @return the state
	 */
	public static MigrationState ofWord(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
