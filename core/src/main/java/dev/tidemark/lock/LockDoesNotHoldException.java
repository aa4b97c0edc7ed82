package dev.tidemark.lock;

/**
 * The server grants an advisory lock and does not keep it.
 */
public final class LockDoesNotHoldException extends RuntimeException {

	LockDoesNotHoldException() {
		super("The server granted the advisory lock, but pg_locks does not show it");
	}

}
