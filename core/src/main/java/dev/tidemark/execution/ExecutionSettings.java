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
 * @param group whether small migrations that follow each other may share a transaction
 */
public record ExecutionSettings(Duration lockTimeout, Duration statementTimeout, RetrySettings retry, boolean group) {

	/** The lock timeout where nothing else is set. */
	public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Fills in the defaults.
	 */
	public ExecutionSettings(@Nullable Duration lockTimeout, @Nullable Duration statementTimeout,
			@Nullable RetrySettings retry, boolean group) {
		this.lockTimeout = (lockTimeout != null) ? lockTimeout : DEFAULT_LOCK_TIMEOUT;
		this.statementTimeout = (statementTimeout != null) ? statementTimeout : Duration.ZERO;
		this.retry = (retry != null) ? retry : new RetrySettings(null, null, null);
		this.group = group;
		Assert.isTrue(!this.lockTimeout.isNegative(), "tidemark.execution.lock-timeout may not be negative");
		Assert.isTrue(!this.statementTimeout.isNegative(), "tidemark.execution.statement-timeout may not be negative");
	}

	/**
	 * Gives each migration a transaction of its own.
	 * @param lockTimeout how long a migration waits for locks, or {@code null}
	 * @param statementTimeout how long one statement may run, or {@code null}
	 * @param retry what happens after a lock timeout or a deadlock, or {@code null}
	 */
	public ExecutionSettings(@Nullable Duration lockTimeout, @Nullable Duration statementTimeout,
			@Nullable RetrySettings retry) {
		this(lockTimeout, statementTimeout, retry, false);
	}

}
