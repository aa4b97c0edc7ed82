package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.migration.CallbackEvent;

/**
 * What occurs in a run, by its direction.
 *
 * @param before before its first migration
 * @param beforeEach before each migration
 * @param afterEach after each migration
 * @param afterEachError after the migration that failed
 * @param afterVersioned after its versioned migrations
 * @param beforeRepeatables before its repeatable migrations, where it has some
 * @param after after its last migration
 * @param afterError after a run that failed
 */
public record RunEvents(CallbackEvent before, CallbackEvent beforeEach, CallbackEvent afterEach,
		CallbackEvent afterEachError, List<CallbackEvent> afterVersioned, List<CallbackEvent> beforeRepeatables,
		List<CallbackEvent> after, CallbackEvent afterError) {

	private static final RunEvents MIGRATE = new RunEvents(CallbackEvent.BEFORE_MIGRATE,
			CallbackEvent.BEFORE_EACH_MIGRATE, CallbackEvent.AFTER_EACH_MIGRATE, CallbackEvent.AFTER_EACH_MIGRATE_ERROR,
			List.of(CallbackEvent.AFTER_VERSIONED), List.of(CallbackEvent.BEFORE_REPEATABLES),
			List.of(CallbackEvent.AFTER_MIGRATE_APPLIED, CallbackEvent.AFTER_MIGRATE),
			CallbackEvent.AFTER_MIGRATE_ERROR);

	private static final RunEvents UNDO = new RunEvents(CallbackEvent.BEFORE_UNDO, CallbackEvent.BEFORE_EACH_UNDO,
			CallbackEvent.AFTER_EACH_UNDO, CallbackEvent.AFTER_EACH_UNDO_ERROR, List.of(), List.of(),
			List.of(CallbackEvent.AFTER_UNDO), CallbackEvent.AFTER_UNDO_ERROR);

	/**
	 * Returns the events of a run.
	 * @param direction which way it goes
	 * @return the events
	 */
	public static RunEvents of(Direction direction) {
		return (direction == Direction.UP) ? MIGRATE : UNDO;
	}

}
