package dev.tidemark.lock;

import java.util.Locale;

/**
 * How migrators exclude each other.
 */
public enum LockStrategy {

	/** What the server and the way to it allow. */
	AUTO,

	/** An advisory lock of the session, also behind a pooler that keeps sessions. */
	ADVISORY,

	/** A row that runs out unless it is renewed; works everywhere. */
	LEASE;

	/**
	 * Returns the word used in JSON and on the terminal.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
