package dev.tidemark.execution;

import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.event.StepDescription;

/**
 * Tells what deserves attention during a step.
 *
 * @param context the run
 * @param step the step
 */
record Warnings(RunContext context, StepDescription step) {

	void publish(String message) {
		this.context.events()
			.publish(new Warned(this.context.database(), "Migration %s: %s".formatted(this.step.label(), message)));
	}

}
