package dev.tidemark.plan;

import java.util.List;
import java.util.Set;

import dev.tidemark.migration.MigrationKey;

/**
 * What a run would do, in order, and why. Immutable.
 *
 * @param steps the steps in order
 * @param callbacks what runs before and after them
 * @param warnings what deserves attention, for people
 * @param notes what is good to know, for people
 * @param ignored pending migrations that are left alone by setting
 */
public record MigrationPlan(List<PlannedStep> steps, PlannedCallbacks callbacks, List<String> warnings,
		List<String> notes, Set<MigrationKey> ignored) {

	/**
	 * Copies the collections.
	 */
	public MigrationPlan {
		steps = List.copyOf(steps);
		warnings = List.copyOf(warnings);
		notes = List.copyOf(notes);
		ignored = Set.copyOf(ignored);
	}

	/**
	 * Tells whether there is nothing to do.
	 * @return whether there is no step
	 */
	public boolean isEmpty() {
		return this.steps.isEmpty();
	}

	/**
	 * Returns what is to be done, for people.
	 * @return the labels of the steps
	 */
	public List<String> labels() {
		return this.steps.stream().map((step) -> step.migration().label()).toList();
	}

}
