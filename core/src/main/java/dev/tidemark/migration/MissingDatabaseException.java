package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * The database does not exist, or no schema of its search path does. Nothing was run.
 */
public final class MissingDatabaseException extends MigrationException {

	private final @Nullable String schema;

	private final @Nullable String sqlState;

	private MissingDatabaseException(String message, String action, @Nullable String schema, @Nullable String sqlState,
			@Nullable Throwable cause) {
		super(message, action, cause);
		this.schema = schema;
		this.sqlState = sqlState;
	}

	/**
	 * The database is missing.
	 * @param message what happened
	 * @param action what to do next
	 * @param sqlState what the server answered
	 * @param cause what the driver said, or {@code null}
	 * @return the exception
	 */
	public static MissingDatabaseException database(String message, String action, @Nullable String sqlState,
			@Nullable Throwable cause) {
		return new MissingDatabaseException(message, action, null, sqlState, cause);
	}

	/**
	 * A schema is missing.
	 * @param schema the first that the search path names, or {@code null} where it names
	 * none
	 * @param message what happened
	 * @param action what to do next
	 * @return the exception
	 */
	public static MissingDatabaseException schema(@Nullable String schema, String message, String action) {
		return new MissingDatabaseException(message, action, (schema != null) ? schema : "", null, null);
	}

	/**
	 * Returns which schema is missing.
	 * @return its name, nothing where the search path names none, or {@code null} where
	 * the database is missing
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	@Override
	public @Nullable String sqlState() {
		return this.sqlState;
	}

}
