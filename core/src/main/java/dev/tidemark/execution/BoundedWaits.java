package dev.tidemark.execution;

import java.time.Duration;
import java.util.List;

import dev.tidemark.event.StepDescription;

/**
 * Keeps the waits for locks of a transaction that is no step within one budget, from its
 * making to its end.
 */
public final class BoundedWaits implements AutoCloseable {

	private final LockWatch watch;

	private final WatchedAttempt attempt;

	/**
	 * Begins to look.
	 * @param watch looks from another connection
	 * @param budget how long the waits may take together once a strong lock is held
	 * @param database the database's name
	 * @param events is told who is in the way
	 */
	public BoundedWaits(LockWatch watch, Duration budget, String database, EventPublisher events) {
		this.watch = watch;
		this.attempt = new WatchedAttempt(budget, database,
				new StepDescription(null, "rehearsal", "", StepDescription.CALLBACK, "", 0, 0), events);
		watch.begin(this.attempt);
	}

	/**
	 * Returns who was in the way last.
	 * @return the sessions, for people, maybe empty
	 */
	public List<String> blockers() {
		return this.attempt.blockers();
	}

	/**
	 * Tells whether the budget was used up.
	 * @return whether the statement was cancelled for that
	 */
	public boolean overBudget() {
		return this.attempt.overBudget();
	}

	/**
	 * Ends looking.
	 */
	@Override
	public void close() {
		this.watch.end();
	}

}
