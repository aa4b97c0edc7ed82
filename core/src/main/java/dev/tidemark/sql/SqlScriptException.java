package dev.tidemark.sql;

/**
 * A script cannot be read.
 */
public final class SqlScriptException extends RuntimeException {

	private final int line;

	private final int column;

	SqlScriptException(String message, int line, int column) {
		super(message);
		this.line = line;
		this.column = column;
	}

	SqlScriptException(String message, String text, int offset) {
		this(message, TextPosition.of(text, offset).line(), TextPosition.of(text, offset).column());
	}

	/**
	 * Returns where the problem begins.
	 * @return the line, from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns where the problem begins.
	 * @return the column in characters, from 1
	 */
	public int column() {
		return this.column;
	}

	SqlScriptException movedBy(int lines) {
		return new SqlScriptException(String.valueOf(getMessage()), this.line + lines, this.column);
	}

}
