package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * A migration failed. The message says which statement, what the server answered, and
 * what was rolled back.
 */
public final class MigrationFailedException extends MigrationException {

	private final transient MigrationFailure failure;

	/**
	 * Wraps a failure.
	 * @param failure what happened and where
	 * @param cause what the driver or the Java migration threw
	 */
	public MigrationFailedException(MigrationFailure failure, Throwable cause) {
		super(failure.describe(), failure.action(), cause);
		this.failure = failure;
	}

	/**
	 * Returns what happened and where.
	 * @return the failure
	 */
	public MigrationFailure failure() {
		return this.failure;
	}

	@Override
	public String summary() {
		return "%s failed in %s: %s; %s".formatted(this.failure.subject(), this.failure.script(),
				this.failure.summary(), this.failure.outcome());
	}

	@Override
	public String script() {
		return this.failure.script();
	}

	@Override
	public int line() {
		return this.failure.line();
	}

	@Override
	public @Nullable String sqlState() {
		return this.failure.sqlState();
	}

}
