package dev.tidemark.sql;

/**
 * Makes texts of different editors equal.
 */
final class LineEnds {

	private LineEnds() {
	}

	/**
	 * Ends all lines with a line feed, and drops a byte order mark.
	 */
	static String normalise(String text) {
		return feedsOnly(text.startsWith("\uFEFF") ? text.substring(1) : text);
	}

	/**
	 * Ends all lines with a line feed.
	 */
	static String feedsOnly(String text) {
		return text.replace("\r\n", "\n").replace('\r', '\n');
	}

}
