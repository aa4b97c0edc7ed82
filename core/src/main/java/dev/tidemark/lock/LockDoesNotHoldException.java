package dev.tidemark.lock;

/**
 * The server refuses an advisory lock, or grants it and does not keep it.
 */
public final class LockDoesNotHoldException extends RuntimeException {

	LockDoesNotHoldException(String message) {
		super(message);
	}

}
