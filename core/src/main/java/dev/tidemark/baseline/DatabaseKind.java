package dev.tidemark.baseline;

import java.util.Locale;

/**
 * What database this is, seen by what is in it.
 */
public enum DatabaseKind {

	/** Nobody has created anything in it yet. */
	FRESH,

	/** It has a history of Tidemark. */
	OURS,

	/** It has the history of another tool, and none of ours. */
	FOREIGN,

	/** There is something in it, and no history. */
	UNMANAGED;

	/**
	 * Returns the word used in JSON and on the terminal.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
