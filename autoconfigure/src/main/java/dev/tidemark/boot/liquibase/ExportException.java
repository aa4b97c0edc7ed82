package dev.tidemark.boot.liquibase;

/**
 * A changelog that cannot be read, or files that cannot be written.
 */
public final class ExportException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause why
	 */
	public ExportException(String message, Throwable cause) {
		super(message, cause);
	}

}
