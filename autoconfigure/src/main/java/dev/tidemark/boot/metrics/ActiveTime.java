package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * For how long something goes on. Thread-safe.
 */
final class ActiveTime {

	private final LongSupplier clock;

	private @Nullable Long since;

	ActiveTime(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * It goes on.
	 * @param already for how long at least
	 */
	synchronized void goesOn(Duration already) {
		if (this.since == null) {
			this.since = this.clock.getAsLong() - already.toNanos();
		}
	}

	synchronized void end() {
		this.since = null;
	}

	synchronized Duration time() {
		return (this.since != null) ? Duration.ofNanos(this.clock.getAsLong() - this.since) : Duration.ZERO;
	}

}
