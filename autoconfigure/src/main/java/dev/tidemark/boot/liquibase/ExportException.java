package dev.tidemark.boot.liquibase;

/**
 * A changelog that cannot be read, or files that cannot be written.
 */
public final class ExportException extends RuntimeException {

	private final String action;

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param action what to do next
	 * @param cause why
	 */
	public ExportException(String message, String action, Throwable cause) {
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

}
