package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

import dev.tidemark.event.MigrationEvent.StepFailed;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedStep;

/**
 * Executes the steps of a plan in order and decides nothing. Stops at the first that
 * fails; those before it stay.
 */
public final class PlanExecutor {

	/** MDC key for the version of the migration that is executed. */
	public static final String MDC_VERSION = "tidemark.version";

	private static final int RECORDING_ATTEMPTS = 3;

	private static final String WHEN_LOST = "A lease ends when its process stands still for longer than tidemark.lock.lease-expiry; an advisory lock is released by pg_advisory_unlock_all(), which is to be removed from the migrations. Start again.";

	private static final Logger logger = LoggerFactory.getLogger(PlanExecutor.class);

	private final RunContext context;

	/**
	 * Creates an executor.
	 * @param context what every step works with
	 */
	public PlanExecutor(RunContext context) {
		this.context = context;
	}

	/**
	 * Executes a plan.
	 * @param plan the plan
	 * @throws MigrationFailedException if a step fails
	 * @throws MigrationCancelledException if the run is to end early
	 * @throws MigrationLockException if the lock is lost
	 * @throws InvalidMigrationsException if a step cannot work behind a pooler
	 */
	public void execute(MigrationPlan plan) {
		if (!this.context.sessionSettings().sessionIsOurs()) {
			new PoolerCheck(this.context).check(plan);
		}
		int number = 0;
		for (PlannedStep step : plan.steps()) {
			number++;
			prepare(step, number);
			Migration migration = step.migration();
			MDC.put(MDC_VERSION, String.valueOf(migration.version()));
			try {
				execute(step, describe(step, number, plan.steps().size()));
			}
			finally {
				MDC.remove(MDC_VERSION);
			}
		}
	}

	private void prepare(PlannedStep step, int number) {
		if (this.context.cancellation().requested()) {
			throw cancelled(step, null);
		}
		try {
			if (number > 1) {
				this.context.sessionSettings().reset(this.context.session());
			}
		}
		catch (SQLException ex) {
			if (this.context.cancellation().requested()) {
				throw cancelled(step, null);
			}
			if (isLost()) {
				throw lostBefore(step, ex);
			}
			throw new MigrationFailedException(new FailureReports(step).around("setting the session up", ex,
					"this migration has not begun; those before it stay"), ex);
		}
		// the first step follows the taking of the lock, which has looked
		if (number > 1 && !this.context.lock().isHeld()) {
			throw lostBefore(step, null);
		}
	}

	private static MigrationLockException lostBefore(PlannedStep step, @Nullable SQLException ex) {
		return new MigrationLockException(
				"The migration lock was lost before migration %s, which has not begun; those before it stay"
					.formatted(step.migration().label()),
				WHEN_LOST, ex);
	}

	private static StepDescription describe(PlannedStep step, int number, int total) {
		Migration migration = step.migration();
		return new StepDescription((migration.version() != null) ? migration.version().toString() : null,
				migration.name(), step.location(), step.direction().word(), step.reason().words(), number, total);
	}

	private void execute(PlannedStep step, StepDescription description) {
		StepExecution execution = StepExecution.of(this.context, step, description);
		long start = System.nanoTime();
		try {
			execution.execute();
			this.context.events().publish(new StepFinished(this.context.database(), description, since(start)));
		}
		catch (StepException ex) {
			Duration took = since(start);
			checkLock(step, ex);
			record(execution.recordFailure(ex, took.toMillis()));
			this.context.events().publish(new StepFailed(this.context.database(), description, ex.failure(), took));
			if (this.context.cancellation().requested()) {
				throw cancelled(step, ex);
			}
			throw new MigrationFailedException(ex.failure(), cause(ex));
		}
	}

	/**
	 * Whoever has the lock now may be executing the same migration: what has failed here
	 * is not to be written over what succeeds there.
	 */
	private void checkLock(PlannedStep step, StepException failure) {
		if (isLost()) {
			throw new MigrationLockException("The migration lock was lost during migration %s: %s; those before it stay"
				.formatted(step.migration().label(), failure.failure().outcome()), WHEN_LOST, failure);
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

	private String recording(String failure) {
		List<String> statements = new ArrayList<>();
		statements.add("BEGIN");
		statements.addAll(this.context.sessionSettings().opening());
		statements.add(failure);
		statements.addAll(this.context.lock().fence());
		statements.add("COMMIT");
		return String.join(";", statements);
	}

	private void rollback() {
		try {
			this.context.session().execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static Throwable cause(StepException ex) {
		return (ex.getCause() != null) ? ex.getCause() : ex;
	}

	private static MigrationCancelledException cancelled(PlannedStep step, @Nullable StepException ex) {
		String outcome = (ex != null) ? ex.failure().outcome() : "it has not begun";
		return new MigrationCancelledException("The run was cancelled at migration %s: %s; those before it stay"
			.formatted(step.migration().label(), outcome), ex);
	}

	/**
	 * Records a failure. Nothing may cancel that any more, but a cancellation that is on
	 * its way may still hit it, so it is tried again.
	 */
	private void record(String failure) {
		this.context.cancellation().attach(null);
		for (int attempt = 1;; attempt++) {
			try {
				// a script may have set a role or a timeout that forbids the writing
				this.context.sessionSettings().reset(this.context.session());
				this.context.session().execute(recording(failure));
				return;
			}
			catch (SQLException ex) {
				rollback();
				if (attempt == RECORDING_ATTEMPTS || !SqlStates.QUERY_CANCELED.equals(ex.getSQLState())) {
					logger.warn("The failure could not be recorded in the history: {}", ServerError.of(ex).message());
					return;
				}
			}
		}
	}

}
