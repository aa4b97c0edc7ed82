package dev.tidemark.migration;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database recorded: every row, and the newest row of each migration, which is
 * its current state. Immutable.
 */
public final class MigrationHistory {

	private static final String DEFAULT_TABLE = "schema_migrations";

	private final String table;

	private final List<AppliedMigration> rows;

	private final Map<MigrationKey, AppliedMigration> current;

	/**
	 * Takes rows of the table with the usual name.
	 * @param rows all rows in the order of installation
	 */
	public MigrationHistory(List<AppliedMigration> rows) {
		this(DEFAULT_TABLE, rows);
	}

	/**
	 * Takes rows.
	 * @param table the name of the table for SQL
	 * @param rows all rows in the order of installation
	 */
	public MigrationHistory(String table, List<AppliedMigration> rows) {
		this.table = table;
		this.rows = List.copyOf(rows);
		this.current = new LinkedHashMap<>();
		for (AppliedMigration row : rows) {
			// removed first, so that the map is in the order of the newest rows
			this.current.remove(row.key());
			this.current.put(row.key(), row);
		}
	}

	/**
	 * Returns a history without rows.
	 * @return an empty history
	 */
	public static MigrationHistory empty() {
		return new MigrationHistory(List.of());
	}

	/**
	 * Returns where the rows are.
	 * @return the name of the table for SQL
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns every row.
	 * @return the rows in the order of installation
	 */
	public List<AppliedMigration> rows() {
		return this.rows;
	}

	/**
	 * Returns the newest row of each migration.
	 * @return the rows in the order of installation
	 */
	public Collection<AppliedMigration> current() {
		return this.current.values();
	}

	/**
	 * Returns what a rollback has begun to undo and not ended.
	 * @return the rows in the order of installation
	 */
	public List<AppliedMigration> halfUndone() {
		return this.current.values().stream().filter(AppliedMigration::halfUndone).toList();
	}

	/**
	 * Tells whether nothing has been applied yet, not even a part of a migration.
	 * @return whether there are no rows, or only those of attempts that left nothing
	 */
	public boolean isUnbegun() {
		return this.current.values().stream().noneMatch((row) -> row.applied() || row.statementsDone() > 0);
	}

	/**
	 * Finds the newest row of a migration.
	 * @param key the migration
	 * @return its row, or empty
	 */
	public Optional<AppliedMigration> find(MigrationKey key) {
		return Optional.ofNullable(this.current.get(key));
	}

	/**
	 * Returns the highest version that is applied.
	 * @return the version, or empty
	 */
	public Optional<Version> version() {
		Version highest = null;
		for (AppliedMigration row : this.current.values()) {
			Version version = row.applied() ? row.version() : null;
			if (version != null && (highest == null || version.compareTo(highest) > 0)) {
				highest = version;
			}
		}
		return Optional.ofNullable(highest);
	}

}
