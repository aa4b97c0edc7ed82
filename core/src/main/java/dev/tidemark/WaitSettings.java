package dev.tidemark;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How another process that migrates is waited for.
 *
 * @param timeout how long what is pending is waited for
 * @param pollInterval how often the history is looked at, a little more or less so that
 * many processes do not look in step
 */
public record WaitSettings(Duration timeout, Duration pollInterval) {

	/**
	 * How long is waited where nothing else is set: longer than nearly every rollout, and
	 * not so long that nobody hears of a job that was never started.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

	/** How often the history is looked at where nothing else is set. */
	public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(2);

	/**
	 * Fills in the defaults.
	 */
	public WaitSettings(@Nullable Duration timeout, @Nullable Duration pollInterval) {
		this.timeout = (timeout != null) ? timeout : DEFAULT_TIMEOUT;
		this.pollInterval = (pollInterval != null) ? pollInterval : DEFAULT_POLL_INTERVAL;
		Assert.isTrue(!this.timeout.isNegative(), "tidemark.wait.timeout may not be negative");
		Assert.isTrue(this.pollInterval.toMillis() > 0, "tidemark.wait.poll-interval must be at least 1 ms");
	}

	/**
	 * Returns the settings where nothing is set.
	 * @return the defaults
	 */
	public static WaitSettings defaults() {
		return new WaitSettings(null, null);
	}

}
