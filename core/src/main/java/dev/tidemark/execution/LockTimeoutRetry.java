package dev.tidemark.execution;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.MigrationEvent.Unblocked;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.Cancellation;

/**
 * Repeats an attempt that ended in a lock timeout, a deadlock or a serialization failure,
 * after a pause of random length that grows, until the deadline. Between two attempts
 * nothing is locked, so traffic that has queued passes.
 */
final class LockTimeoutRetry {

	private final RunContext context;

	private final StepDescription step;

	private final Duration budget;

	LockTimeoutRetry(RunContext context, StepDescription step, Duration budget) {
		this.context = context;
		this.step = step;
		this.budget = budget;
	}

	void run(Attempt attempt) throws StepException {
		RetrySettings settings = this.context.settings().retry();
		long start = System.nanoTime();
		for (int number = 1;; number++) {
			WatchedAttempt watched = new WatchedAttempt(this.budget, this.context.database(), this.step,
					this.context.events());
			begin(number);
			try {
				runWatched(attempt, watched);
				return;
			}
			catch (StepException ex) {
				Duration pause = pause(settings, number);
				boolean late = System.nanoTime() - start + pause.toNanos() > settings.deadline().toNanos();
				if (late || !(ex.worthRetrying() || watched.overBudget())) {
					throw ex;
				}
				pause(ex, number, pause, watched);
			}
		}
	}

	/**
	 * A callback is no step, and only begins again where it was held up.
	 */
	private void begin(int number) {
		if (!this.step.direction().equals(StepDescription.CALLBACK)) {
			this.context.events().publish(new StepStarted(this.context.database(), this.step, number));
		}
		else if (number > 1) {
			this.context.events().publish(new Unblocked(this.context.database(), this.step));
		}
	}

	private void runWatched(Attempt attempt, WatchedAttempt watched) throws StepException {
		this.context.watch().begin(watched);
		try {
			attempt.run();
		}
		finally {
			this.context.watch().end();
		}
	}

	private void pause(StepException cause, int number, Duration pause, WatchedAttempt watched) throws StepException {
		String sqlState = Objects.requireNonNullElse(cause.failure().sqlState(), "");
		this.context.events()
			.publish(new RetryScheduled(this.context.database(), this.step, number, pause, sqlState,
					watched.blockers()));
		Cancellation cancellation = this.context.cancellation();
		if (cancellation.await(pause)) {
			throw cause;
		}
	}

	private static Duration pause(RetrySettings settings, int attempt) {
		double longest = Math.min(settings.maxDelay().toMillis(),
				settings.initialDelay().toMillis() * Math.pow(2, attempt - 1.0));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong((long) longest + 1));
	}

}
