package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.sql.SqlScriptException;

/**
 * Writes Flyway's table, as text.
 */
final class FlywayTable {

	private final String schema;

	private final String name;

	private final Map<String, String> placeholders;

	FlywayTable(String schema, String name, Map<String, String> placeholders) {
		this.schema = schema;
		this.name = name;
		this.placeholders = placeholders;
	}

	/**
	 * Flyway knows numbers only.
	 * @param rows what is or would be in its table, by label
	 * @param outcome what was not done
	 * @param action what to do
	 * @throws AdoptionException if a version has a name
	 */
	static void checkNumbers(Map<String, Version> rows, String outcome, String action) {
		List<String> named = rows.entrySet()
			.stream()
			.filter((row) -> !row.getValue().name().isEmpty())
			.map((row) -> "  - " + row.getKey())
			.toList();
		if (!named.isEmpty()) {
			throw new AdoptionException(
					"Flyway orders migrations by numbers, and these have a name in their version. %s:\n%s"
						.formatted(outcome, String.join("\n", named)),
					action);
		}
	}

	String qualified() {
		return SqlQuote.qualified(this.schema, this.name);
	}

	/**
	 * Returns what creates the table where it is missing.
	 */
	String create() {
		return """
				CREATE TABLE IF NOT EXISTS %1$s (
				  installed_rank integer NOT NULL,
				  version varchar(50),
				  description varchar(200) NOT NULL,
				  type varchar(20) NOT NULL,
				  script varchar(1000) NOT NULL,
				  checksum integer,
				  installed_by varchar(100) NOT NULL,
				  installed_on timestamp NOT NULL DEFAULT now(),
				  execution_time integer NOT NULL,
				  success boolean NOT NULL,
				  CONSTRAINT %2$s PRIMARY KEY (installed_rank)
				);
				CREATE INDEX IF NOT EXISTS %3$s ON %1$s (success)""".formatted(qualified(),
				SqlQuote.identifier(SqlQuote.suffixed(this.name, "_pk")),
				SqlQuote.identifier(SqlQuote.suffixed(this.name, "_s_idx")));
	}

	/**
	 * Returns the row of a migration.
	 */
	FlywayRow row(Migration migration) {
		return FlywayRow.of(migration, (migration instanceof SqlMigration sql) ? checksum(sql) : null);
	}

	/**
	 * Of repeatable migrations Flyway takes the checksum when the placeholders have their
	 * values.
	 */
	private int checksum(SqlMigration migration) {
		String text = migration.up().text();
		Boolean asked = migration.directives().placeholders();
		boolean replaced = migration.version() == null && ((asked != null) ? asked : !this.placeholders.isEmpty());
		return FlywayChecksum.of(replaced ? replaced(text) : text);
	}

	private String replaced(String text) {
		try {
			return Placeholders.replace(text, this.placeholders, 1);
		}
		catch (SqlScriptException ex) {
			return text;
		}
	}

	/**
	 * Returns what appends rows.
	 * @param rows the rows in order, at least one
	 * @param runs when, by whom and how long, for each of them
	 */
	String insert(List<FlywayRow> rows, List<FlywayRow.Run> runs) {
		List<String> values = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			FlywayRow.Run run = runs.get(i);
			values.add("(%d, %s, %s, %s, %d)".formatted(i + 1, rows.get(i).values(), run.by("current_user"),
					(run.at() != null) ? SqlQuote.literal(run.at().toString()) + "::timestamptz::timestamp"
							: "pg_catalog.now()::timestamp",
					Math.min(Integer.MAX_VALUE, run.ms())));
		}
		return """
				INSERT INTO %1$s (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success)
				SELECT (SELECT coalesce(pg_catalog.max(installed_rank), 0) FROM %1$s) + r.rank, r.version, r.description, r.type, r.script,
				       r.checksum::integer, r.installed_by, r.installed_on, r.execution_time, true
				FROM (VALUES %2$s) r (rank, version, description, type, script, checksum, installed_by, installed_on, execution_time)"""
			.formatted(qualified(), String.join(",\n       ", values));
	}

}
