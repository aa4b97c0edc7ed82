package dev.tidemark.history;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.Redaction;

/**
 * Makes the row of a migration: scripts without passwords, as far as they are stored.
 */
public final class HistoryRows {

	private HistoryRows() {
	}

	/**
	 * Makes a row.
	 * @param migration the migration
	 * @param script the file or class name of what is executed
	 * @param statementsTotal how many statements that has
	 * @param appliedFrom application, host and process
	 * @param settings what the history keeps
	 * @return the row
	 */
	public static HistoryRow of(Migration migration, String script, int statementsTotal, String appliedFrom,
			HistorySettings settings) {
		SqlMigration sql = (migration instanceof SqlMigration candidate) ? candidate : null;
		return new HistoryRow((migration.version() != null) ? migration.version().toString() : null, migration.name(),
				script, migration.kind().word(), migration.checksum(), statementsTotal, appliedFrom,
				(sql != null) ? stored(sql, sql.up(), settings) : null,
				(sql != null) ? stored(sql, sql.down(), settings) : null);
	}

	private static @Nullable String stored(SqlMigration migration, @Nullable SqlScript script,
			HistorySettings settings) {
		if (script == null || !migration.directives().store()) {
			return null;
		}
		return fits(script.text(), settings.maxScriptSize().toBytes()) ? Redaction.ofScript(script.text()) : null;
	}

	private static boolean fits(String text, long bytes) {
		// it has no fewer bytes than characters, and what is surely too large is not
		// copied to find out
		return text.length() <= bytes && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
	}

}
