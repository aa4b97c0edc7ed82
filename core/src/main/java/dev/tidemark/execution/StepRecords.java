package dev.tidemark.execution;

import java.util.List;
import java.util.Objects;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * What a step that is one transaction writes into the history.
 */
final class StepRecords {

	private StepRecords() {
	}

	/**
	 * Returns what is written in the step's own transaction.
	 */
	static List<String> done(RunContext context, PlannedStep step, HistoryRow row) {
		HistoryStatements history = context.history();
		if (step.direction() == Direction.UP) {
			return List.of(step.standsFor().isEmpty() ? history.insertApplied(row)
					: history.insertApplied(StepRows.applied(step, row, context.historySettings())));
		}
		AppliedMigration applied = Objects.requireNonNull(step.previous());
		return List.of(history.updateRolledBack(applied.id()), history.insertRolledBack(row, applied.id()));
	}

	/**
	 * Returns what is written after the step's transaction was rolled back. A migration
	 * that fails to be undone stays applied.
	 */
	static String failed(HistoryStatements history, PlannedStep step, HistoryRow row, StepException failure,
			long executionMs) {
		AppliedMigration previous = step.previous();
		String error = failure.failure().summary();
		if (step.direction() == Direction.DOWN) {
			return history.updateError(Objects.requireNonNull(previous).id(), error);
		}
		if (previous != null && previous.state() == MigrationState.FAILED) {
			return history.updateFailed(previous.id(), row, executionMs, error);
		}
		return history.insertFailed(row, (previous != null) ? previous.id() : 0, executionMs, error);
	}

}
