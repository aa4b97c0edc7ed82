package dev.tidemark.execution;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.plan.PlannedStep;

/**
 * Makes the history row of a step.
 */
final class StepRows {

	private StepRows() {
	}

	static HistoryRow of(PlannedStep step, String appliedFrom, HistorySettings settings) {
		return HistoryRows.of(step.migration(), step.scriptName(), step.statementsTotal(), appliedFrom, settings);
	}

}
