package dev.tidemark.sql;

/**
 * Turns offsets of a script into lines and columns, counted from 1; a column counts
 * characters. Offsets have to grow from call to call, so that all calls together read the
 * script once.
 */
final class Positions {

	private static final char BOM = '\uFEFF';

	private final String text;

	private int offset;

	private int line;

	private int column = 1;

	Positions(String text, int firstLine) {
		this.text = text;
		this.line = firstLine;
	}

	static Positions at(String text, int firstLine, int offset) {
		return new Positions(text, firstLine).moveTo(offset);
	}

	static SqlScriptException fault(String text, int firstLine, int offset, String message) {
		Positions position = at(text, firstLine, offset);
		return new SqlScriptException(message, position.line(), position.column());
	}

	Positions moveTo(int target) {
		for (; this.offset < target; this.offset++) {
			pass(this.text.charAt(this.offset));
		}
		return this;
	}

	private void pass(char c) {
		boolean half = c == '\r' && TokenEnds.follows(this.text, this.offset, '\n');
		if (half || Character.isLowSurrogate(c) || (c == BOM && this.offset == 0)) {
			return;
		}
		if (c == '\n' || c == '\r') {
			this.line++;
			this.column = 1;
		}
		else {
			this.column++;
		}
	}

	int line() {
		return this.line;
	}

	int column() {
		return this.column;
	}

}
