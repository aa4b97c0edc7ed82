package dev.tidemark.migration;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When a callback runs. The words are those of Flyway.
 */
public enum CallbackEvent {

	/** Before the first migration of a run. */
	BEFORE_MIGRATE("beforeMigrate", Moment.BEFORE_RUN),

	/** Before each migration, in its transaction. */
	BEFORE_EACH_MIGRATE("beforeEachMigrate", Moment.WITH_MIGRATION),

	/** After each migration, in its transaction. */
	AFTER_EACH_MIGRATE("afterEachMigrate", Moment.WITH_MIGRATION),

	/** After a migration that failed. */
	AFTER_EACH_MIGRATE_ERROR("afterEachMigrateError", Moment.AFTER_FAILURE),

	/** After the last versioned migration of a run. */
	AFTER_VERSIONED("afterVersioned", Moment.AFTER_MIGRATIONS),

	/** Before the first repeatable migration of a run. */
	BEFORE_REPEATABLES("beforeRepeatables", Moment.AFTER_MIGRATIONS),

	/** After a run that has applied something. */
	AFTER_MIGRATE_APPLIED("afterMigrateApplied", Moment.AFTER_MIGRATIONS),

	/** After a run. */
	AFTER_MIGRATE("afterMigrate", Moment.AFTER_MIGRATIONS),

	/** After a run that failed. */
	AFTER_MIGRATE_ERROR("afterMigrateError", Moment.AFTER_FAILURE),

	/** Before the first migration that is undone. */
	BEFORE_UNDO("beforeUndo", Moment.BEFORE_RUN),

	/** Before each migration that is undone, in its transaction. */
	BEFORE_EACH_UNDO("beforeEachUndo", Moment.WITH_MIGRATION),

	/** After each migration that is undone, in its transaction. */
	AFTER_EACH_UNDO("afterEachUndo", Moment.WITH_MIGRATION),

	/** After a migration that could not be undone. */
	AFTER_EACH_UNDO_ERROR("afterEachUndoError", Moment.AFTER_FAILURE),

	/** After the last migration is undone. */
	AFTER_UNDO("afterUndo", Moment.AFTER_MIGRATIONS),

	/** After an undo that failed. */
	AFTER_UNDO_ERROR("afterUndoError", Moment.AFTER_FAILURE);

	private static final Map<String, CallbackEvent> BY_WORD = Arrays.stream(values())
		.collect(Collectors.toMap(CallbackEvent::word, Function.identity()));

	private final String word;

	private final Moment moment;

	CallbackEvent(String word, Moment moment) {
		this.word = word;
		this.moment = moment;
	}

	/**
	 * Finds an event.
	 * @param word the word of Flyway for it, in its case
	 * @return the event, or empty where it means nothing here
	 */
	public static Optional<CallbackEvent> of(String word) {
		return Optional.ofNullable(BY_WORD.get(word));
	}

	/**
	 * Returns Flyway's word.
	 * @return the word, such as {@code beforeMigrate}
	 */
	public String word() {
		return this.word;
	}

	/**
	 * Tells whether it belongs to the transaction of a migration.
	 * @return whether it occurs with each migration
	 */
	public boolean withMigration() {
		return this.moment == Moment.WITH_MIGRATION;
	}

	/**
	 * Tells whether no migration of the run has begun.
	 * @return whether it comes before all
	 */
	public boolean beforeMigrations() {
		return this.moment == Moment.BEFORE_RUN;
	}

	/**
	 * Tells whether migrations of the run are done and stay.
	 * @return whether it comes after migrations that succeeded
	 */
	public boolean afterMigrations() {
		return this.moment == Moment.AFTER_MIGRATIONS;
	}

	private enum Moment {

		BEFORE_RUN, WITH_MIGRATION, AFTER_MIGRATIONS, AFTER_FAILURE

	}

}
