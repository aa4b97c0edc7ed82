package dev.tidemark.adoption;

import java.util.Locale;

/**
 * What adoption makes of a row of another tool's history, or of a file without one.
 */
public enum Verdict {

	/** Recorded as adopted: row and file belong together. */
	ADOPTED,

	/** Recorded as a baseline: everything up to its version counts as applied. */
	BASELINE,

	/** A file that does not run, since the baseline stands for it. */
	COVERED,

	/** Recorded as adopted, though there is no file: the release warns of it. */
	NO_FILE,

	/**
	 * A repeatable migration whose file is newer than what ran: not recorded, so that it
	 * runs at the next start.
	 */
	RUNS_AGAIN,

	/** The script is not the one that ran: stops the adoption, unless it is accepted. */
	CHANGED,

	/** A failed or half-done row: stops the adoption. */
	FAILED,

	/** A row that cannot be told apart from others: stops the adoption. */
	UNCLEAR,

	/** Undone since: not recorded. */
	UNDONE,

	/** No row of a migration: not recorded. */
	IGNORED,

	/** A file without a row: it runs at the next start. */
	PENDING;

	/**
	 * Returns the word for people.
	 * @return such as {@code no file}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * Tells whether nothing is taken over because of it.
	 * @return whether it stops the adoption
	 */
	public boolean stops() {
		return this == CHANGED || this == FAILED || this == UNCLEAR;
	}

	boolean recorded() {
		return this == ADOPTED || this == BASELINE || this == NO_FILE;
	}

}
