package dev.tidemark.lock;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How the migration lock is taken.
 *
 * @param strategy how migrators exclude each other
 * @param timeout how long another migrator is waited for
 * @param pollInterval how long is waited between two attempts, at most
 */
public record LockSettings(LockStrategy strategy, Duration timeout, Duration pollInterval) {

	/** How long another migrator is waited for, where nothing else is set. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

	/** How long is waited between two attempts, where nothing else is set. */
	public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

	/**
	 * Fills in the defaults.
	 */
	public LockSettings(@Nullable LockStrategy strategy, @Nullable Duration timeout, @Nullable Duration pollInterval) {
		this.strategy = (strategy != null) ? strategy : LockStrategy.AUTO;
		this.timeout = (timeout != null) ? timeout : DEFAULT_TIMEOUT;
		this.pollInterval = (pollInterval != null) ? pollInterval : DEFAULT_POLL_INTERVAL;
		Assert.isTrue(!this.timeout.isNegative(), "tidemark.lock.timeout may not be negative");
		Assert.isTrue(this.pollInterval.toMillis() > 0, "tidemark.lock.poll-interval must be at least 1 ms");
	}

}
