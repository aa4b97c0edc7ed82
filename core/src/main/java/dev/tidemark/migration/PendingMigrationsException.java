package dev.tidemark.migration;

import java.util.List;

/**
 * Something is pending although nothing may be: the mode is {@code verify}. Nothing has
 * been run.
 */
public final class PendingMigrationsException extends MigrationException {

	private final List<String> pending;

	/**
	 * Lists what is pending.
	 * @param database the database's name
	 * @param pending the labels of the pending migrations, at least one
	 */
	public PendingMigrationsException(String database, List<String> pending) {
		super("%s pending in database '%s', and tidemark.mode=verify applies none: %s".formatted(
				(pending.size() == 1) ? "1 migration is" : pending.size() + " migrations are", database,
				String.join(", ", pending)),
				"Let the process that migrates (a job, or an instance with tidemark.mode=migrate) run first.", null);
		this.pending = List.copyOf(pending);
	}

	/**
	 * Returns what is pending.
	 * @return the labels
	 */
	public List<String> pending() {
		return this.pending;
	}

}
