package dev.tidemark.migration;

/**
 * A migration written in Java: a Spring bean, or any object given to the migrator. Its
 * version comes from {@link MigrationVersion}, or from its class or bean name such as
 * {@code V006__LoadCountries}.
 * <p>
 * A method may be called again after everything that it did was rolled back, as when a
 * lock timeout ended it. Each method runs in one transaction with the history row, on the
 * connection of its context; it must neither commit nor roll back. What it does elsewhere
 * (another connection, a remote call) is not undone when the migration fails.
 */
@FunctionalInterface
public interface JavaMigration {

	/**
	 * Applies the change.
	 * @param context gives the migration's own connection
	 * @throws Exception if the change fails; everything is then rolled back
	 */
	void up(MigrationContext context) throws Exception;

	/**
	 * Undoes the change. A migration that does not override this cannot be undone.
	 * @param context gives the migration's own connection
	 * @throws Exception if undoing fails; everything is then rolled back
	 */
	default void down(MigrationContext context) throws Exception {
		throw new UnsupportedOperationException(getClass().getName() + " cannot be undone");
	}

}
