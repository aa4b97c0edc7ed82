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
		String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
		return unmarked.replace("\r\n", "\n").replace('\r', '\n');
	}

}
