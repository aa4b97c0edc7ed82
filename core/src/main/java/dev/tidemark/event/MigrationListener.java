package dev.tidemark.event;

/**
 * Is told what happens during a run. Called in the order of events, mostly by the
 * migrating thread and, for {@link MigrationEvent.Blocked} and
 * {@link MigrationEvent.StatementProgress}, by the one that watches it. An exception that
 * it throws is logged and does not disturb the run.
 */
@FunctionalInterface
public interface MigrationListener {

	/**
	 * Takes an event; should return soon.
	 * @param event what happened
	 */
	void onEvent(MigrationEvent event);

	/**
	 * Tells whether the listener takes {@link MigrationEvent.StatementStarted}, which a
	 * big script would make tens of thousands of for nobody. Asked before each of them.
	 * @return whether it does; by default it takes every event
	 */
	default boolean takesStatements() {
		return true;
	}

}
