package dev.tidemark.execution;

import java.util.List;
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

	/**
	 * Returns what is recorded when the step is done: for a snapshot a row of each
	 * migration for which it stands.
	 */
	static List<HistoryRow> applied(PlannedStep step, HistoryRow row, HistorySettings settings) {
		return step.standsFor().isEmpty() ? List.of(row)
				: step.standsFor()
					.stream()
					.map((part) -> HistoryRows.baseline(part, row.script(), row.appliedFrom(), settings))
					.toList();
	}

	static HistoryRow of(PlannedStep step, String appliedFrom, HistorySettings settings) {
		if (step.direction() == Direction.DOWN) {
			return HistoryRows.undone(Objects.requireNonNull(step.previous()), step.migration(),
					(step.script() != null) ? step.scriptName() : null, step.statementsTotal(), appliedFrom, settings);
		}
		return HistoryRows.of(step.migration(), step.scriptName(), step.statementsTotal(), appliedFrom, settings);
	}

}
