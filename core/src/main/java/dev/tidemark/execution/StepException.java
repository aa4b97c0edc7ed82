package dev.tidemark.execution;

import dev.tidemark.migration.MigrationFailure;

/**
 * An attempt of a step failed; what it did in a transaction is rolled back.
 */
final class StepException extends Exception {

	private final transient MigrationFailure failure;

	private final boolean lockTimeout;

	StepException(MigrationFailure failure, boolean lockTimeout, Throwable cause) {
		super(failure.message(), cause);
		this.failure = failure;
		this.lockTimeout = lockTimeout;
	}

	MigrationFailure failure() {
		return this.failure;
	}

	/**
	 * Tells whether the same attempt may succeed later.
	 */
	boolean worthRetrying() {
		return this.lockTimeout;
	}

}
