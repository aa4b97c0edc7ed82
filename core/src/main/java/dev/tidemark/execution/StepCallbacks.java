package dev.tidemark.execution;

import java.util.List;
import java.util.stream.Stream;

import dev.tidemark.event.MigrationEvent.CallbackFinished;
import dev.tidemark.event.StepDescription;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.plan.PlannedCallbacks;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RunEvents;
import dev.tidemark.sql.SqlStatement;

/**
 * The callbacks that belong to a migration: in its transaction where it is one, and
 * around it otherwise.
 *
 * @param before what comes before it
 * @param after what comes after it
 */
record StepCallbacks(List<ScriptPart> before, List<ScriptPart> after) {

	static final StepCallbacks NONE = new StepCallbacks(List.of(), List.of());

	static StepCallbacks of(PlannedCallbacks callbacks, PlannedStep step, StepDescription description) {
		RunEvents events = RunEvents.of(step.direction());
		return new StepCallbacks(parts(callbacks, events.beforeEach(), description),
				parts(callbacks, events.afterEach(), description));
	}

	private static List<ScriptPart> parts(PlannedCallbacks callbacks, CallbackEvent event, StepDescription step) {
		return callbacks.of(event).stream().map((planned) -> ScriptPart.of(planned, step)).toList();
	}

	StepCallbacks onlyBefore() {
		return new StepCallbacks(this.before, List.of());
	}

	StepCallbacks onlyAfter() {
		return new StepCallbacks(List.of(), this.after);
	}

	Stream<SqlStatement> statements() {
		return Stream.concat(this.before.stream(), this.after.stream()).flatMap((part) -> part.statements().stream());
	}

	/**
	 * Tells that they have run with their migration.
	 */
	void publishFinished(RunContext context, StepDescription step) {
		Stream.concat(this.before.stream(), this.after.stream())
			.forEach((part) -> context.events()
				.publish(new CallbackFinished(context.database(), part.description(), step)));
	}

}
