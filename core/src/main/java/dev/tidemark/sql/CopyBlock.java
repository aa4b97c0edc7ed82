package dev.tidemark.sql;

/**
 * Finds the end of the data of a COPY as psql does: the line that is {@code \.}, or the
 * end of the script.
 */
final class CopyBlock {

	private CopyBlock() {
	}

	/**
	 * Finds the line that ends the data.
	 * @param from where the data begin, which is the start of a line
	 */
	static int marker(String text, int from) {
		int line = from;
		while (line < text.length() && !isMarker(text, line)) {
			int newline = text.indexOf('\n', line);
			line = (newline < 0) ? text.length() : newline + 1;
		}
		return line;
	}

	static int afterMarker(String text, int marker) {
		int newline = text.indexOf('\n', marker);
		return (newline < 0) ? text.length() : newline + 1;
	}

	private static boolean isMarker(String text, int line) {
		int end = line + 2;
		if (!text.startsWith("\\.", line)) {
			return false;
		}
		return end == text.length() || text.charAt(end) == '\n' || text.startsWith("\r\n", end);
	}

}
