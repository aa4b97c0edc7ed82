package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ScriptDirectives;

/**
 * A migration written in SQL.
 *
 * @param kind {@code SQL}, {@code REPEATABLE} or {@code BASELINE}
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param up the script that applies it
 * @param down the script that undoes it, or {@code null}
 * @param checksum the checksum of the up part
 */
public record SqlMigration(MigrationKind kind, @Nullable Version version, String name, SqlScript up,
		@Nullable SqlScript down, String checksum) implements Migration {

	/**
	 * Returns what the up part says about itself.
	 * @return its directives
	 */
	public ScriptDirectives directives() {
		return this.up.directives();
	}

	@Override
	public String script() {
		return this.up.fileName();
	}

	@Override
	public boolean reversible() {
		return this.down != null && directives().irreversible() == null;
	}

}
