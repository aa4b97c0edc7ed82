package dev.tidemark.history;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SnapshotHead;
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
				(sql != null && stores(sql, sql.up(), settings)) ? Redaction.ofScript(sql.up().text()) : null,
				(sql != null && sql.reversible()) ? storedDown(sql, settings) : null);
	}

	/**
	 * Makes the row of a migration that was not run, since its change is in the schema.
	 * @param migration the migration
	 * @param proof the name of what stands for it, such as a snapshot's file
	 * @param appliedFrom application, host and process
	 * @param settings what the history keeps
	 * @return the row
	 */
	public static HistoryRow baseline(Migration migration, String proof, String appliedFrom, HistorySettings settings) {
		HistoryRow row = of(migration, proof + "/" + migration.script(), 0, appliedFrom, settings);
		return new HistoryRow(row.version(), row.name(), row.script(), MigrationKind.BASELINE.word(), row.checksum(), 0,
				appliedFrom, row.upScript(), row.downScript());
	}

	/**
	 * Makes the row of a migration for which a snapshot stands.
	 * @param part the migration
	 * @param snapshot the name of the snapshot's file
	 * @param appliedFrom application, host and process
	 * @param settings what the history keeps
	 * @return the row
	 */
	public static HistoryRow baseline(Snapshot.Part part, String snapshot, String appliedFrom,
			HistorySettings settings) {
		Migration migration = part.migration();
		if (migration != null) {
			return baseline(migration, snapshot, appliedFrom, settings);
		}
		SnapshotHead.Entry entry = part.entry();
		String version = (entry.version() != null) ? entry.version().toString() : null;
		return new HistoryRow(version, entry.name(), snapshot + "/" + ((version != null) ? version : entry.name()),
				MigrationKind.BASELINE.word(), entry.checksum(), 0, appliedFrom, null, null);
	}

	/**
	 * Makes the row of a migration that is undone: what is undone is what was applied,
	 * whatever the file is now.
	 * @param applied the row of what was applied
	 * @param migration what undoes it
	 * @param script the file of what is executed, or {@code null} for Java
	 * @param statementsTotal how many statements that has
	 * @param appliedFrom application, host and process
	 * @param settings what the history keeps
	 * @return the row
	 */
	public static HistoryRow undone(AppliedMigration applied, Migration migration, @Nullable String script,
			int statementsTotal, String appliedFrom, HistorySettings settings) {
		return new HistoryRow((applied.version() != null) ? applied.version().toString() : null, applied.name(),
				(script != null) ? script : applied.script(), applied.kind().word(), applied.checksum(),
				statementsTotal, appliedFrom, null,
				(migration instanceof SqlMigration sql) ? storedDown(sql, settings) : null);
	}

	private static @Nullable String storedDown(SqlMigration migration, HistorySettings settings) {
		SqlScript down = migration.down();
		return (down != null && stores(migration, down, settings)) ? down.storedText() : null;
	}

	private static boolean stores(SqlMigration migration, SqlScript script, HistorySettings settings) {
		return migration.directives().store() && fits(script.text(), settings.maxScriptSize().toBytes());
	}

	private static boolean fits(String text, long bytes) {
		// it has no fewer bytes than characters, and what is surely too large is not
		// copied to find out
		return text.length() <= bytes && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
	}

}
