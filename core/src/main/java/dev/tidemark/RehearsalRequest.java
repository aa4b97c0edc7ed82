package dev.tidemark;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.tidemark.plan.RollbackRequest;

/**
 * What is to be rehearsed, and where. Immutable.
 *
 * @param onLive whether on the live database, in one transaction that is rolled back, and
 * not on a throw-away database
 * @param lockTimeout how long it may wait on the live database: for each lock until it
 * holds one that blocks others, and for all further ones together
 * @param rollback what is to be undone, or {@code null} to apply what is pending
 */
public record RehearsalRequest(boolean onLive, Duration lockTimeout, @Nullable RollbackRequest rollback) {

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
		return new RehearsalRequest(false, DEFAULT_LOCK_TIMEOUT, null);
	}

	/**
	 * Rehearses on the live database, in one transaction that is rolled back.
	 * @return the request
	 */
	public static RehearsalRequest live() {
		return new RehearsalRequest(true, DEFAULT_LOCK_TIMEOUT, null);
	}

	/**
	 * Returns a request that waits for locks longer or shorter.
	 * @param other how long it may wait
	 * @return a copy
	 */
	public RehearsalRequest withLockTimeout(Duration other) {
		return new RehearsalRequest(this.onLive, other, this.rollback);
	}

	/**
	 * Returns a request that rehearses an undo.
	 * @param other what is to be undone
	 * @return a copy
	 */
	public RehearsalRequest rollingBack(RollbackRequest other) {
		return new RehearsalRequest(this.onLive, this.lockTimeout, other);
	}

}
