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
 * @param leaseExpiry how long a lease is good for without being renewed
 */
public record LockSettings(LockStrategy strategy, Duration timeout, Duration pollInterval, Duration leaseExpiry) {

	/** How long another migrator is waited for, where nothing else is set. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

	/** How long is waited between two attempts, where nothing else is set. */
	public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

	/** How long a lease is good for, where nothing else is set. */
	public static final Duration DEFAULT_LEASE_EXPIRY = Duration.ofMinutes(5);

	private static final Duration SHORTEST_LEASE_EXPIRY = Duration.ofSeconds(1);

	/**
	 * Fills in the defaults.
	 */
	public LockSettings(@Nullable LockStrategy strategy, @Nullable Duration timeout, @Nullable Duration pollInterval,
			@Nullable Duration leaseExpiry) {
		this.strategy = (strategy != null) ? strategy : LockStrategy.AUTO;
		this.timeout = (timeout != null) ? timeout : DEFAULT_TIMEOUT;
		this.pollInterval = (pollInterval != null) ? pollInterval : DEFAULT_POLL_INTERVAL;
		this.leaseExpiry = (leaseExpiry != null) ? leaseExpiry : DEFAULT_LEASE_EXPIRY;
		Assert.isTrue(!this.timeout.isNegative(), "tidemark.lock.timeout may not be negative");
		Assert.isTrue(this.pollInterval.toMillis() > 0, "tidemark.lock.poll-interval must be at least 1 ms");
		Assert.isTrue(this.leaseExpiry.compareTo(SHORTEST_LEASE_EXPIRY) >= 0,
				"tidemark.lock.lease-expiry must be at least 1 s");
	}

}
