package dev.tidemark.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How migrations are executed.
 *
 * @param lockTimeout how long a migration waits for locks that other sessions hold, per
 * attempt; zero means for ever
 * @param statementTimeout how long one statement may run; zero means for ever
 * @param retry what happens after a lock timeout or a deadlock
 */
public record ExecutionSettings(Duration lockTimeout, Duration statementTimeout, RetrySettings retry) {

	/** The lock timeout where nothing else is set. */
	public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Fills in the defaults.
	 */
	public ExecutionSettings(@Nullable Duration lockTimeout, @Nullable Duration statementTimeout,
			@Nullable RetrySettings retry) {
		this.lockTimeout = (lockTimeout != null) ? lockTimeout : DEFAULT_LOCK_TIMEOUT;
		this.statementTimeout = (statementTimeout != null) ? statementTimeout : Duration.ZERO;
		this.retry = (retry != null) ? retry : new RetrySettings(null, null, null);
		Assert.isTrue(!this.lockTimeout.isNegative(), "tidemark.execution.lock-timeout may not be negative");
		Assert.isTrue(!this.statementTimeout.isNegative(), "tidemark.execution.statement-timeout may not be negative");
	}

}
