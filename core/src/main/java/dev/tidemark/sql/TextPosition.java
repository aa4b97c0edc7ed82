package dev.tidemark.sql;

/**
 * A position in a text, for people.
 *
 * @param offset the offset, from 0
 * @param line the line, from 1; lines end with {@code \n}, {@code \r\n} or {@code \r}
 * @param column the column in characters, from 1
 */
record TextPosition(int offset, int line, int column) {

	static final TextPosition START = new TextPosition(0, 1, 1);

	static TextPosition of(String text, int offset) {
		return START.forward(text, offset);
	}

	/**
	 * Returns the position of a later offset, reading only what lies between.
	 */
	TextPosition forward(String text, int later) {
		int currentLine = this.line;
		int currentColumn = this.column;
		for (int i = this.offset; i < later; i++) {
			char c = text.charAt(i);
			boolean ends = c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
			currentLine += ends ? 1 : 0;
			currentColumn = ends ? 1 : currentColumn + ((c != '\uFEFF') ? 1 : 0);
		}
		return new TextPosition(later, currentLine, currentColumn);
	}

}
