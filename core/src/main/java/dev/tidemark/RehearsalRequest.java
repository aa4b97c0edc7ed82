package dev.tidemark;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * What is to be rehearsed, and where. Immutable.
 *
 * @param onLive whether on the live database, in one transaction that is rolled back, and
 * not on a throw-away database
 * @param lockTimeout how long it may wait for locks on the live database, all of its
 * waits together
 */
public record RehearsalRequest(boolean onLive, Duration lockTimeout) {

	/** How long a rehearsal waits for locks where nothing else is set. */
	public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * Checks the timeout.
	 */
	public RehearsalRequest {
		Assert.isTrue(!lockTimeout.isNegative() && !lockTimeout.isZero(),
				"A rehearsal on the live database has to bound its waits for locks");
	}

	/**
	 * Rehearses on a throw-away database that is made from the live one's structure.
	 * @return the request
	 */
	public static RehearsalRequest onCopy() {
		return new RehearsalRequest(false, DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * Rehearses on the live database, in one transaction that is rolled back.
	 * @return the request
	 */
	public static RehearsalRequest live() {
		return new RehearsalRequest(true, DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * Returns a request that waits for locks longer or shorter.
	 * @param other how long all waits together may take
	 * @return a copy
	 */
	public RehearsalRequest withLockTimeout(Duration other) {
		return new RehearsalRequest(this.onLive, other);
	}

}
