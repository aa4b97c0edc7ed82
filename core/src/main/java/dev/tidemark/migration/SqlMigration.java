package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ScriptDirectives;

/**
 * A migration written in SQL.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param up the script that applies it
 * @param down the script that undoes it, or {@code null}
 * @param checksum the checksum of the up part
 * @param directives what the head comment of the up part says
 */
public record SqlMigration(@Nullable Version version, String name, SqlScript up, @Nullable SqlScript down,
		String checksum, ScriptDirectives directives) implements Migration {

	@Override
	public String script() {
		return this.up.fileName();
	}

	@Override
	public MigrationKind kind() {
		return (this.version != null) ? MigrationKind.SQL : MigrationKind.REPEATABLE;
	}

	@Override
	public boolean reversible() {
		return this.down != null && this.directives.irreversible() == null;
	}

}
