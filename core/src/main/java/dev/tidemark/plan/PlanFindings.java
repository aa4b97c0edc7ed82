package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.migration.MigrationProblem;

/**
 * What there is to say about migrations before they run. Immutable.
 *
 * @param problems what refuses a run
 * @param warnings what deserves attention, for people
 */
public record PlanFindings(List<MigrationProblem> problems, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public PlanFindings {
		problems = List.copyOf(problems);
		warnings = List.copyOf(warnings);
	}

}
