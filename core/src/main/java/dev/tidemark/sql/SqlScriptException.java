package dev.tidemark.sql;

import java.util.Objects;

/**
 * A script that cannot be understood, and where. The message says what is wrong and what
 * to do, not where.
 */
public final class SqlScriptException extends RuntimeException {

	private final String message;

	private final int line;

	private final int column;

	SqlScriptException(String message, int line, int column) {
		super(message);
		this.message = Objects.requireNonNull(message);
		this.line = line;
		this.column = column;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	/**
	 * Returns the line in the file.
	 * @return the line, counted from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the column within the line.
	 * @return the column in characters, counted from 1
	 */
	public int column() {
		return this.column;
	}

	@Override
	public String toString() {
		return "%s: line %d, column %d: %s".formatted(getClass().getName(), this.line, this.column, this.message);
	}

}
