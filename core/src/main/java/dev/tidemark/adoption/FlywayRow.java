package dev.tidemark.adoption;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.SqlQuote;

/**
 * A row as Flyway writes it.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param description the description
 * @param type Flyway's word for what it is
 * @param script the file or class
 * @param checksum Flyway's checksum, or {@code null}
 */
record FlywayRow(@Nullable String version, String description, String type, String script, @Nullable Integer checksum) {

	private static final int LONGEST_DESCRIPTION = 200;

	private static final int LONGEST_SCRIPT = 1000;

	private static final String CUT = "...";

	/**
	 * Cuts what is too long for Flyway's columns, as Flyway does.
	 */
	FlywayRow {
		description = (description.length() > LONGEST_DESCRIPTION)
				? description.substring(0, LONGEST_DESCRIPTION - CUT.length()) + CUT : description;
		script = (script.length() > LONGEST_SCRIPT)
				? CUT + script.substring(script.length() - LONGEST_SCRIPT + CUT.length()) : script;
	}

	/**
	 * Returns the row of a migration that the application brings.
	 * @param migration the migration
	 * @param checksum the checksum that Flyway computes of its script, or {@code null}
	 * for Java
	 */
	static FlywayRow of(Migration migration, @Nullable Integer checksum) {
		String type = (migration instanceof CodeMigration) ? "JDBC"
				: (migration.kind() == MigrationKind.BASELINE) ? "SQL_BASELINE" : "SQL";
		return new FlywayRow(text(migration.version()), description(migration.name()), type, migration.script(),
				(migration instanceof SqlMigration) ? checksum : null);
	}

	/**
	 * Returns the row of a baseline without a script.
	 */
	static FlywayRow baseline(Version version, String name) {
		String description = name.isEmpty() ? "<< Flyway Baseline >>" : description(name);
		return new FlywayRow(version.toString(), description, "BASELINE", description, null);
	}

	/**
	 * Returns a row that cancels earlier ones of a migration.
	 */
	static FlywayRow deleted(@Nullable Version version, String name, String script) {
		return new FlywayRow(text(version), description(name), "DELETE", script, null);
	}

	private static @Nullable String text(@Nullable Version version) {
		return (version != null) ? version.toString() : null;
	}

	private static String description(String name) {
		return name.replace('_', ' ');
	}

	/**
	 * Returns the values up to the checksum, for SQL.
	 */
	String values() {
		return "%s, %s, %s, %s, %s".formatted((this.version != null) ? SqlQuote.literal(this.version) : "NULL",
				SqlQuote.literal(this.description), SqlQuote.literal(this.type), SqlQuote.literal(this.script),
				(this.checksum != null) ? this.checksum : "NULL");
	}

	/**
	 * When, by whom and how long.
	 *
	 * @param at when, or {@code null} for now
	 * @param by the role, or {@code null} for ours
	 * @param ms how long, in milliseconds
	 */
	record Run(@Nullable Instant at, @Nullable String by, long ms) {

		static final Run NOW = new Run(null, null, 0);

		String by(String otherwise) {
			return (this.by != null) ? SqlQuote.literal(this.by) : otherwise;
		}

	}

}
