package dev.tidemark.jdbc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The wish to end a run early. Thread-safe.
 */
public final class Cancellation {

	private final CountDownLatch requested = new CountDownLatch(1);

	private volatile @Nullable Session session;

	/**
	 * Names the session whose statement is to be cancelled.
	 * @param running the session, or {@code null} when it is closed
	 */
	public void attach(@Nullable Session running) {
		this.session = running;
	}

	/**
	 * Asks the run to end, and cancels its statement. May be repeated: a statement that
	 * was about to be sent at the first call is cancelled by the next.
	 */
	public void request() {
		this.requested.countDown();
		Session running = this.session;
		if (running != null) {
			running.cancel();
		}
	}

	/**
	 * Tells whether the run is to end.
	 * @return whether it was asked to
	 */
	public boolean requested() {
		return this.requested.getCount() == 0;
	}

	/**
	 * Waits, unless the run is to end.
	 * @param duration how long
	 * @return whether the run is to end; an interrupt counts as such
	 */
	public boolean await(Duration duration) {
		try {
			return this.requested.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.requested.countDown();
			return true;
		}
	}

}
