package dev.tidemark.execution;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.Redaction;

/**
 * Makes the history row of a step: scripts without passwords, as far as they are stored.
 */
final class StepRows {

	private StepRows() {
	}

	static HistoryRow of(PlannedStep step, String appliedFrom, HistorySettings settings) {
		if (step.direction() == Direction.DOWN) {
			return undone(step, Objects.requireNonNull(step.previous()), appliedFrom, settings);
		}
		Migration migration = step.migration();
		SqlMigration sql = (migration instanceof SqlMigration candidate) ? candidate : null;
		return new HistoryRow((migration.version() != null) ? migration.version().toString() : null, migration.name(),
				migration.script(), migration.kind().word(), migration.checksum(), step.statementsTotal(), appliedFrom,
				(sql != null && stores(sql, sql.up(), settings)) ? Redaction.ofScript(sql.up().text()) : null,
				(sql != null && sql.reversible()) ? storedDown(sql, settings) : null);
	}

	/**
	 * What is undone is what was applied, whatever the file is now.
	 */
	private static HistoryRow undone(PlannedStep step, AppliedMigration applied, String appliedFrom,
			HistorySettings settings) {
		SqlScript executed = step.script();
		return new HistoryRow((applied.version() != null) ? applied.version().toString() : null, applied.name(),
				(executed != null) ? executed.fileName() : applied.script(), applied.kind().word(), applied.checksum(),
				step.statementsTotal(), appliedFrom, null,
				(step.migration() instanceof SqlMigration sql) ? storedDown(sql, settings) : null);
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
