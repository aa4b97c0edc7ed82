package dev.tidemark.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How long and how often a migration is tried again after a lock timeout or a deadlock.
 *
 * @param deadline no new attempt begins later than this after the first
 * @param initialDelay the longest pause after the first attempt; it doubles each time
 * @param maxDelay the longest pause
 */
public record RetrySettings(Duration deadline, Duration initialDelay, Duration maxDelay) {

	/** The deadline where nothing else is set. */
	public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);

	/** The longest first pause where nothing else is set. */
	public static final Duration DEFAULT_INITIAL_DELAY = Duration.ofSeconds(1);

	/** The longest pause where nothing else is set. */
	public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(30);

	/**
	 * Fills in the defaults.
	 */
	public RetrySettings(@Nullable Duration deadline, @Nullable Duration initialDelay, @Nullable Duration maxDelay) {
		this.deadline = (deadline != null) ? deadline : DEFAULT_DEADLINE;
		this.initialDelay = (initialDelay != null) ? initialDelay : DEFAULT_INITIAL_DELAY;
		this.maxDelay = (maxDelay != null) ? maxDelay : DEFAULT_MAX_DELAY;
		Assert.isTrue(!this.deadline.isNegative(), "tidemark.execution.retry.deadline may not be negative");
		Assert.isTrue(!this.initialDelay.isNegative(), "tidemark.execution.retry.initial-delay may not be negative");
		Assert.isTrue(this.maxDelay.compareTo(this.initialDelay) >= 0,
				() -> "tidemark.execution.retry.max-delay (%s) is shorter than tidemark.execution.retry.initial-delay (%s): raise the first or lower the second"
					.formatted(this.maxDelay, this.initialDelay));
	}

}
