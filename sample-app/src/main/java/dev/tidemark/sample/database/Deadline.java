package dev.tidemark.sample.database;

import java.time.Duration;

/**
 * Bounds a wait for another process.
 */
final class Deadline {

	private final long end;

	private Deadline(long end) {
		this.end = end;
	}

	static Deadline in(Duration patience) {
		return new Deadline(System.nanoTime() + patience.toNanos());
	}

	/**
	 * Waits a little.
	 * @return {@code false}, at once, where the time is over or the thread is interrupted
	 */
	boolean await(Duration pause) {
		if (System.nanoTime() - this.end > 0) {
			return false;
		}
		try {
			Thread.sleep(pause.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
