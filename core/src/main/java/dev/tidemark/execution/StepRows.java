package dev.tidemark.execution;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistorySettings;
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
		Migration migration = step.migration();
		SqlMigration sql = (migration instanceof SqlMigration candidate) ? candidate : null;
		SqlScript executed = step.script();
		String script = (step.direction() == Direction.DOWN && executed != null) ? executed.fileName()
				: migration.script();
		return new HistoryRow((migration.version() != null) ? migration.version().toString() : null, migration.name(),
				script, migration.kind().word(), migration.checksum(), step.statementsTotal(), appliedFrom,
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
