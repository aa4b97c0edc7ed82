package dev.tidemark.migration;

import java.util.List;

/**
 * Another process was waited for, and something is still pending. Nothing has been run.
 */
public final class MigrationWaitException extends MigrationException {

	private final List<String> pending;

	/**
	 * Says what is pending and why.
	 * @param message what happened
	 * @param action what to do next
	 * @param pending the labels of the pending migrations, at least one
	 */
	public MigrationWaitException(String message, String action, List<String> pending) {
		super(message, action, null);
		this.pending = List.copyOf(pending);
	}

	/**
	 * Returns what is pending.
	 * @return the labels
	 */
	public List<String> pending() {
		return this.pending;
	}

}
