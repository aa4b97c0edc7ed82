package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.tidemark.event.MigrationEvent;

/**
 * What goes on at this moment, and for how long. Thread-safe.
 */
final class ActiveTimes {

	private final ActiveTime step;

	private final ActiveTime lockWait;

	private final ActiveTime await;

	private final BlockedTime blocked;

	/**
	 * Creates the times.
	 * @param clock nanoseconds that only grow
	 */
	ActiveTimes(LongSupplier clock) {
		this.step = new ActiveTime(clock);
		this.lockWait = new ActiveTime(clock);
		this.await = new ActiveTime(clock);
		this.blocked = new BlockedTime(clock);
	}

	/**
	 * Takes an event.
	 * @return how long a migration was blocked, where that has just ended
	 */
	Optional<Duration> onEvent(MigrationEvent event) {
		if (event instanceof MigrationEvent.MigrationsAwaited awaited) {
			this.await.goesOn(awaited.waited());
		}
		else if (event instanceof MigrationEvent.LockAwaited awaited) {
			this.lockWait.goesOn(awaited.waited());
		}
		else if (event instanceof MigrationEvent.LockAcquired) {
			this.lockWait.end();
		}
		else if (event instanceof MigrationEvent.StepStarted) {
			this.step.goesOn(Duration.ZERO);
			this.blocked.attempt();
		}
		else if (event instanceof MigrationEvent.Blocked blocking) {
			this.blocked.blocked(blocking.waited());
		}
		else if (event instanceof MigrationEvent.RetryScheduled) {
			this.blocked.retried();
		}
		return ended(event);
	}

	private Optional<Duration> ended(MigrationEvent event) {
		boolean run = event instanceof MigrationEvent.RunFinished || event instanceof MigrationEvent.RunFailed;
		boolean ofStep = event instanceof MigrationEvent.StepFinished || event instanceof MigrationEvent.StepFailed;
		if (run) {
			this.lockWait.end();
			this.await.end();
		}
		if (run || ofStep) {
			this.step.end();
		}
		return (run || ofStep || event instanceof MigrationEvent.Unblocked) ? this.blocked.end() : Optional.empty();
	}

	Duration step() {
		return this.step.time();
	}

	Duration blocked() {
		return this.blocked.time();
	}

	Duration lockWait() {
		return this.lockWait.time();
	}

	Duration await() {
		return this.await.time();
	}

	/**
	 * One of the times.
	 */
	@FunctionalInterface
	interface Reading {

		Duration of(ActiveTimes times);

	}

}
