package dev.tidemark.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.lock.HeldLock;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.SessionTraces;

/**
 * Lets one script after another have the session: each finds it as new, and only while
 * the lock is held.
 */
final class ScriptTurns {

	private static final String WHEN_LOST = "A lease ends when its process stands still for longer than tidemark.lock.lease-expiry; an advisory lock is released by pg_advisory_unlock_all(), which is to be removed from the migrations. Start again.";

	private final RunContext context;

	/** The first script follows the taking of the lock, which has looked. */
	private boolean asNew = true;

	ScriptTurns(RunContext context) {
		this.context = context;
	}

	/**
	 * Prepares the session for the next script.
	 * @param subject what is about to run, for people
	 * @param reports says why it could not begin
	 */
	void next(ScriptSubject subject, FailureReports reports) {
		if (this.context.cancellation().requested()) {
			throw cancelled(subject, null);
		}
		if (!this.asNew) {
			boolean kept = reset(subject, reports);
			HeldLock lock = this.context.lock();
			if (!(lock.endsWithSession() ? kept : lock.isHeld())) {
				throw lostBefore(subject, null);
			}
		}
		this.asNew = false;
	}

	/**
	 * Is told that a migration has ended well. Where it surely left nothing behind, the
	 * next one finds the session as new without a reset.
	 */
	void ended(PlannedStep step, StepCallbacks callbacks) {
		this.asNew = this.context.lock().endsWithSession() && this.context.sessionSettings().onlyStatementsLeaveTraces()
				&& step.traceless() && callbacks.statements().allMatch(SessionTraces::none);
	}

	private boolean reset(ScriptSubject subject, FailureReports reports) {
		try {
			return this.context.sessionSettings().reset(this.context.session());
		}
		catch (SQLException ex) {
			if (this.context.cancellation().requested()) {
				throw cancelled(subject, null);
			}
			if (isLost()) {
				throw lostBefore(subject, ex);
			}
			throw new MigrationFailedException(reports.around("setting the session up", ex, subject.notBegun()), ex);
		}
	}

	/**
	 * Tells whether the last script has left the session as new.
	 */
	boolean sessionIsAsNew() {
		return this.asNew;
	}

	/**
	 * Takes back what a script that failed has set, such as a role that may not free the
	 * lock.
	 */
	void restore() {
		try {
			this.context.sessionSettings().reset(this.context.session());
		}
		catch (SQLException ex) {
			// the session is gone, or the next script resets it
		}
	}

	private static MigrationLockException lostBefore(ScriptSubject subject, @Nullable SQLException ex) {
		return new MigrationLockException(
				"The migration lock was lost before %s, which has not begun; those before it stay".formatted(subject),
				WHEN_LOST, ex);
	}

	/**
	 * Whoever has the lock now may be executing the same migration: what has failed here
	 * is not to be written over what succeeds there.
	 */
	void checkLock(ScriptSubject subject, StepException failure) {
		if (isLost()) {
			throw new MigrationLockException(
					"The migration lock was lost during %s: %s".formatted(subject, subject.ended(failure)), WHEN_LOST,
					failure);
		}
	}

	private boolean isLost() {
		try {
			return !this.context.lock().isHeld();
		}
		catch (DataAccessException ex) {
			// the connection is gone: that is what the failure tells
			return false;
		}
	}

	/**
	 * Returns what a failure of a script ends the run with.
	 */
	RuntimeException ended(ScriptSubject subject, StepException ex) {
		if (this.context.cancellation().requested()) {
			return cancelled(subject, ex);
		}
		return new MigrationFailedException(ex.failure(), (ex.getCause() != null) ? ex.getCause() : ex);
	}

	private static MigrationCancelledException cancelled(ScriptSubject subject, @Nullable StepException ex) {
		String outcome = (ex != null) ? subject.ended(ex) : "it has not begun; those before it stay";
		return new MigrationCancelledException("The run was cancelled at %s: %s".formatted(subject, outcome), ex);
	}

}
