package dev.tidemark.migration;

import java.util.Locale;

/**
 * What a migration is made of, or how its row came into the history.
 */
public enum MigrationKind {

	/** A versioned SQL script. */
	SQL,

	/** A Java bean. */
	JAVA,

	/** A SQL script that runs again whenever its content changes. */
	REPEATABLE,

	/**
	 * Everything up to its version, in a script or because the schema stood there before.
	 */
	BASELINE,

	/** A row taken over from another tool's history. */
	ADOPTED;

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
	 * @return the kind
	 */
	public static MigrationKind ofWord(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
