package dev.tidemark.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationLockException;

/**
 * Waits for the migration lock by asking again and again.
 */
public final class LockWait {

	private static final Duration FIRST_REPORT = Duration.ofSeconds(1);

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

	private final LockSettings settings;

	private final MigrationLock lock;

	private final BiConsumer<String, Duration> whileWaiting;

	private final Cancellation cancellation;

	private boolean waited;

	/**
	 * Creates a wait.
	 * @param settings how long and how often
	 * @param lock the lock
	 * @param whileWaiting is told the holder and the time waited, ever less often
	 * @param cancellation tells whether to give up
	 */
	public LockWait(LockSettings settings, MigrationLock lock, BiConsumer<String, Duration> whileWaiting,
			Cancellation cancellation) {
		this.settings = settings;
		this.lock = lock;
		this.whileWaiting = whileWaiting;
		this.cancellation = cancellation;
	}

	/**
	 * Waits until the lock is held.
	 * @param session the session that will hold it
	 * @return the held lock, or empty when the wait was cancelled
	 * @throws MigrationLockException if the timeout is over
	 */
	public Optional<HeldLock> await(Session session) {
		long start = System.nanoTime();
		Duration nextReport = FIRST_REPORT;
		while (!this.cancellation.requested()) {
			Optional<HeldLock> held = tryLock(session);
			if (held.isPresent()) {
				return held;
			}
			Duration waited = Duration.ofNanos(System.nanoTime() - start);
			if (waited.compareTo(this.settings.timeout()) >= 0) {
				throw timeout(session);
			}
			if (waited.compareTo(nextReport) >= 0) {
				this.whileWaiting.accept(holder(session), waited);
				Duration silence = (waited.compareTo(LONGEST_SILENCE) < 0) ? waited : LONGEST_SILENCE;
				nextReport = waited.plus(silence);
			}
			pause();
		}
		return Optional.empty();
	}

	/**
	 * Tells whether the lock was not free at once, so that somebody may have changed the
	 * database meanwhile.
	 * @return whether there was a wait
	 */
	public boolean waited() {
		return this.waited;
	}

	private Optional<HeldLock> tryLock(Session session) {
		try {
			return this.lock.tryLock(session);
		}
		catch (DataAccessException | MigrationException ex) {
			if (this.cancellation.requested()) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private void pause() {
		this.waited = true;
		long longest = this.settings.pollInterval().toMillis();
		// between half and all of it, so that many waiters do not ask in step
		this.cancellation
			.await(Duration.ofMillis(ThreadLocalRandom.current().nextLong((longest + 1) / 2, longest + 1)));
	}

	private String holder(Session session) {
		return this.lock.holder(session).map(LockHolder::describe).orElse("a session that has just ended");
	}

	private MigrationLockException timeout(Session session) {
		return new MigrationLockException(
				"The migration lock was not free within %s: it is held by %s. Nothing was run"
					.formatted(this.settings.timeout(), holder(session)),
				"That process migrates this database. Wait for it, raise tidemark.lock.timeout, or, when it hangs, end it: an advisory lock goes with its session (SELECT pg_terminate_backend(pid)), a lease runs out by itself once its process has ended.");
	}

}
