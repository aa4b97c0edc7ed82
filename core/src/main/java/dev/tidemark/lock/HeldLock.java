package dev.tidemark.lock;

import java.util.List;
import java.util.Optional;

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
	 * Tells whether the lock is the session's own: nothing but a statement of the
	 * session, or its end, frees it.
	 * @return whether it is
	 */
	default boolean endsWithSession() {
		return false;
	}

	/**
	 * Returns what has to come last before each COMMIT, and fails there when the lock is
	 * not held any more.
	 * @return statements, none where the lock cannot outlive the session that commits
	 */
	default List<String> fence() {
		return List.of();
	}

	/**
	 * Returns whose lock had run out and was taken over.
	 * @return the former holder for people, or empty
	 */
	default Optional<String> takenOverFrom() {
		return Optional.empty();
	}

	/**
	 * Releases the lock. Closing twice, or after the session ended, does nothing.
	 */
	@Override
	void close();

}
