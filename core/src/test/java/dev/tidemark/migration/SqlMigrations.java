package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ScriptChecksum;

/**
 * Makes SQL migrations for tests, as if they had been found.
 */
public final class SqlMigrations {

	private SqlMigrations() {
	}

	/**
	 * A versioned migration named {@code change}, in {@code db/migration}.
	 */
	public static SqlMigration versioned(String version, String up) {
		return versioned(version, up, null);
	}

	public static SqlMigration versioned(String version, String up, @Nullable String down) {
		String file = "db/migration/%s_change".formatted(version);
		SqlScript undo = (down != null) ? SqlScript.of(file + ".down.sql", down, 1) : null;
		return migration(Version.of(version), "change", SqlScript.of(file + ".sql", up, 1), undo);
	}

	public static SqlMigration repeatable(String name, String up) {
		return repeatable(name, up, null);
	}

	public static SqlMigration repeatable(String name, String up, @Nullable String down) {
		String file = "db/migration/R__%s".formatted(name);
		SqlScript undo = (down != null) ? SqlScript.of(file + ".down.sql", down, 1) : null;
		return migration(null, name, SqlScript.of(file + ".sql", up, 1), undo);
	}

	private static SqlMigration migration(@Nullable Version version, String name, SqlScript up,
			@Nullable SqlScript down) {
		return new SqlMigration((version != null) ? MigrationKind.SQL : MigrationKind.REPEATABLE, version, name, up,
				down, ScriptChecksum.of(up.text()));
	}

}
