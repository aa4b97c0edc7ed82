package dev.tidemark.execution;

import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;

/**
 * What has the session at a moment, for people.
 *
 * @param kind a migration or a callback
 * @param name its name
 */
record ScriptSubject(String kind, String name) {

	static ScriptSubject of(PlannedStep step) {
		return new ScriptSubject("migration", step.migration().label());
	}

	static ScriptSubject of(PlannedCallback planned) {
		return new ScriptSubject("callback", planned.callback().name());
	}

	/**
	 * Returns what is true before it.
	 */
	String notBegun() {
		return "this %s has not begun; those before it stay".formatted(this.kind);
	}

	/**
	 * Returns what is true after it failed.
	 */
	String ended(StepException failure) {
		String outcome = failure.failure().outcome();
		// a callback of the whole run tells itself what comes of the migrations
		return this.kind.equals("callback") ? outcome : outcome + "; those before it stay";
	}

	@Override
	public String toString() {
		return this.kind + " " + this.name;
	}

}
