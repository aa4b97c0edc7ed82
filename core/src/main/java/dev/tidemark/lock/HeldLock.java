package dev.tidemark.lock;

/**
 * A lock that is held until it is closed or its session ends.
 */
public interface HeldLock extends AutoCloseable {

	/**
	 * Asks the server whether the lock is still held; a script may have released it.
	 * @return whether it is
	 */
	boolean isHeld();

	/**
	 * Releases the lock. Closing twice, or after the session ended, does nothing.
	 */
	@Override
	void close();

}
