package dev.tidemark.execution;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.StatementProgress;
import dev.tidemark.event.MigrationEvent.Unblocked;
import dev.tidemark.event.StepDescription;

/**
 * One attempt of a step as the watch sees it. Written by the watching thread, read by the
 * migrating one.
 */
final class WatchedAttempt {

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

	private final Duration budget;

	private final String database;

	private final StepDescription step;

	private final EventPublisher events;

	private final BuildProgress progress = new BuildProgress(System::nanoTime);

	private @Nullable String waitId;

	private Duration lastWaited = Duration.ZERO;

	private Duration spent = Duration.ZERO;

	private Duration nextReport = Duration.ZERO;

	private long elsewhereSince;

	private volatile List<String> blockers = List.of();

	private volatile boolean overBudget;

	/**
	 * Describes an attempt.
	 * @param budget how long its waits may take together once it holds a strong lock;
	 * zero for no bound
	 */
	WatchedAttempt(Duration budget, String database, StepDescription step, EventPublisher events) {
		this.budget = budget;
		this.database = database;
		this.step = step;
		this.events = events;
	}

	/**
	 * Returns after how many milliseconds to look first: early enough to see who is in
	 * the way before the server gives up.
	 */
	long firstLook(long usually) {
		long half = this.budget.toMillis() / 2;
		return this.budget.isZero() ? usually : Math.max(1, Math.min(usually, half));
	}

	/**
	 * Returns whom it waited for last.
	 */
	List<String> blockers() {
		return this.blockers;
	}

	/**
	 * Tells whether the watch has cancelled it.
	 */
	boolean overBudget() {
		return this.overBudget;
	}

	BuildProgress progress() {
		return this.progress;
	}

	void report(BuildProgress.Sample build) {
		this.events.publish(new StatementProgress(this.database, this.step, build.phase(), build.done(), build.total(),
				build.unit()));
	}

	/**
	 * Takes a sample.
	 * @return whether the attempt is to be cancelled
	 */
	boolean observe(LockWaitSample sample, List<String> seen) {
		if (this.waitId != null && !this.waitId.equals(sample.waitId())) {
			endOfWait();
		}
		if (!sample.waiting()) {
			return false;
		}
		if (sample.holdsStrongLock()) {
			this.lastWaited = sample.waited();
		}
		if (this.waitId == null || !seen.isEmpty()) {
			this.blockers = seen;
		}
		this.waitId = sample.waitId();
		report(sample.waited());
		this.overBudget = sample.holdsStrongLock() && !this.budget.isZero()
				&& this.spent.plus(sample.waited()).compareTo(this.budget) >= 0;
		return this.overBudget;
	}

	/**
	 * Makes a sample of what only names blockers: how long it lasts is measured here, and
	 * bounded by the lock timeout that the other nodes know.
	 */
	LockWaitSample onOtherNodes(List<String> seen) {
		if (seen.isEmpty()) {
			this.elsewhereSince = 0;
			return new LockWaitSample(null, Duration.ZERO, false);
		}
		if (this.elsewhereSince == 0) {
			this.elsewhereSince = System.nanoTime();
		}
		return new LockWaitSample("other nodes", Duration.ofNanos(System.nanoTime() - this.elsewhereSince), false);
	}

	private void endOfWait() {
		this.spent = this.spent.plus(this.lastWaited);
		this.lastWaited = Duration.ZERO;
		this.waitId = null;
		if (!this.nextReport.isZero()) {
			this.nextReport = Duration.ZERO;
			this.events.publish(new Unblocked(this.database, this.step));
		}
	}

	private void report(Duration waited) {
		if (waited.compareTo(this.nextReport) >= 0) {
			Duration silence = (waited.compareTo(LONGEST_SILENCE) < 0) ? waited.plusSeconds(1) : LONGEST_SILENCE;
			this.nextReport = waited.plus(silence);
			this.events.publish(new Blocked(this.database, this.step, waited, this.blockers));
		}
	}

}
