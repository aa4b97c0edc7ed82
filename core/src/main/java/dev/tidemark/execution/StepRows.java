package dev.tidemark.execution;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * Makes the history row of a step.
 */
final class StepRows {

	private StepRows() {
	}

	static HistoryRow of(PlannedStep step, String appliedFrom, HistorySettings settings) {
		SqlScript executed = step.script();
		String script = (step.direction() == Direction.DOWN && executed != null) ? executed.fileName()
				: step.migration().script();
		return HistoryRows.of(step.migration(), script, step.statementsTotal(), appliedFrom, settings);
	}

}
