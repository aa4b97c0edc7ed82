package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * The family of everything that Tidemark refuses or that fails in a run. The message says
 * what happened, where, and what was rolled back; {@link #action()} says what to do next.
 * Neither holds a password.
 */
public abstract class MigrationException extends RuntimeException {

	private final String action;

	MigrationException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Returns what to do next.
	 * @return one or more sentences
	 */
	public String action() {
		return this.action;
	}

	/**
	 * Returns what happened without any part of a script, for places where scripts are
	 * not shown.
	 * @return one or more lines
	 */
	public String summary() {
		return String.valueOf(getMessage());
	}

	/**
	 * Returns the file or class that it concerns.
	 * @return the script, or {@code null}
	 */
	public @Nullable String script() {
		return null;
	}

	/**
	 * Returns the line of the script.
	 * @return the line, from 1, or 0 when unknown
	 */
	public int line() {
		return 0;
	}

	/**
	 * Returns what the server answered.
	 * @return the SQLSTATE, or {@code null} when no answer of the server is the cause
	 */
	public @Nullable String sqlState() {
		return null;
	}

}
