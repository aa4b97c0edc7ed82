package dev.tidemark.execution;

import java.util.Objects;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * Makes the history row of a step.
 */
final class StepRows {

	private StepRows() {
	}

	static HistoryRow of(PlannedStep step, String appliedFrom, HistorySettings settings) {
		if (step.direction() == Direction.DOWN) {
			return HistoryRows.undone(Objects.requireNonNull(step.previous()), step.migration(),
					(step.script() != null) ? step.scriptName() : null, step.statementsTotal(), appliedFrom, settings);
		}
		return HistoryRows.of(step.migration(), step.scriptName(), step.statementsTotal(), appliedFrom, settings);
	}

}
