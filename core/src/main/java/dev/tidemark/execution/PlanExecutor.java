package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import dev.tidemark.event.MigrationEvent.StepFailed;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.lock.HeldLock;
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

	private static final Logger logger = LoggerFactory.getLogger(PlanExecutor.class);

	private final RunContext context;

	private final Guard guard;

	/**
	 * Creates an executor.
	 * @param context what every step works with
	 * @param guard what must hold before each step
	 */
	public PlanExecutor(RunContext context, Guard guard) {
		this.context = context;
		this.guard = guard;
	}

	/**
	 * Executes a plan.
	 * @param plan the plan
	 * @throws MigrationFailedException if a step fails
	 * @throws MigrationCancelledException if the run is to end early
	 * @throws MigrationLockException if the lock is lost
	 */
	public void execute(MigrationPlan plan) {
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
				this.guard.settings().reset(this.context.session(), this.guard.lockKey());
			}
		}
		catch (SQLException ex) {
			throw new MigrationFailedException(new FailureReports(step).around("setting the session up", ex,
					"this migration has not begun; those before it stay"), ex);
		}
		if (!this.guard.lock().isHeld()) {
			throw new MigrationLockException(
					"The migration lock was lost before migration %s, which has not begun; those before it stay"
						.formatted(step.migration().label()),
					"A script may have released it: remove pg_advisory_unlock_all() from the migrations, and start again.");
		}
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
			record(execution.recordFailure(ex, took.toMillis()));
			this.context.events().publish(new StepFailed(this.context.database(), description, ex.failure(), took));
			if (this.context.cancellation().requested()) {
				throw cancelled(step, ex);
			}
			throw new MigrationFailedException(ex.failure(), cause(ex));
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
				this.guard.settings().reset(this.context.session(), this.guard.lockKey());
				this.context.session().execute(failure);
				return;
			}
			catch (SQLException ex) {
				if (attempt == RECORDING_ATTEMPTS || !SqlStates.QUERY_CANCELED.equals(ex.getSQLState())) {
					logger.warn("The failure could not be recorded in the history: {}", ServerError.of(ex).message());
					return;
				}
			}
		}
	}

	/**
	 * What must hold before each step: a session set up anew, and the lock.
	 *
	 * @param settings sets the session up
	 * @param lock the migration lock
	 * @param lockKey its key, which the set-up leaves alone
	 */
	public record Guard(SessionSettings settings, HeldLock lock, long lockKey) {

	}

}
