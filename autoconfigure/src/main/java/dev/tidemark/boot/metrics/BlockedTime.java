package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How long a migration has been blocked by other sessions, its repeated attempts and
 * their pauses included: what is blocked for an hour is so in many short waits.
 * Thread-safe.
 */
final class BlockedTime {

	/**
	 * After this long without a sign, an attempt is one that nobody blocks.
	 */
	private static final Duration GRACE = Duration.ofSeconds(10);

	private final LongSupplier clock;

	private @Nullable Long since;

	private long lastSign;

	private long attempt;

	/** An attempt has begun, and whether it is blocked nobody has seen yet. */
	private boolean inDoubt;

	BlockedTime(LongSupplier clock) {
		this.clock = clock;
	}

	synchronized void attempt() {
		this.attempt = this.clock.getAsLong();
		this.inDoubt = true;
	}

	synchronized void blocked(Duration waited) {
		this.lastSign = this.clock.getAsLong();
		this.inDoubt = false;
		if (this.since == null) {
			this.since = this.lastSign - waited.toNanos();
		}
	}

	/**
	 * The attempt was rolled back; another follows.
	 */
	synchronized void retried() {
		this.lastSign = this.clock.getAsLong();
		this.inDoubt = false;
		if (this.since == null) {
			this.since = this.lastSign;
		}
	}

	/**
	 * Returns for how long it is blocked.
	 * @return the time so far, or zero when nobody blocks it
	 */
	synchronized Duration time() {
		if (this.since == null) {
			return Duration.ZERO;
		}
		long now = this.clock.getAsLong();
		boolean over = this.inDoubt && now - this.attempt > GRACE.toNanos();
		return over ? Duration.ZERO : Duration.ofNanos(now - this.since);
	}

	/**
	 * Nobody blocks it any more.
	 * @return how long it was blocked, up to the last sign of that, or empty
	 */
	synchronized Optional<Duration> end() {
		if (this.since == null) {
			return Optional.empty();
		}
		Duration time = Duration.ofNanos(this.lastSign - this.since);
		this.since = null;
		return Optional.of(time);
	}

}
