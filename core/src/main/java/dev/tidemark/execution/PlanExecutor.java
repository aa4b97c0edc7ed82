package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

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
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RunEvents;
import dev.tidemark.plan.StepGroups;

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

	private final ScriptTurns turns;

	/**
	 * Creates an executor.
	 * @param context what every step works with
	 */
	public PlanExecutor(RunContext context) {
		this.context = context;
		this.turns = new ScriptTurns(context);
	}

	/**
	 * Executes a plan.
	 * @param plan the plan
	 * @return whether the session is as new; if not, it has to be reset
	 * @throws MigrationFailedException if a step or a callback fails
	 * @throws MigrationCancelledException if the run is to end early
	 * @throws MigrationLockException if the lock is lost
	 * @throws InvalidMigrationsException if a step cannot work behind a pooler
	 */
	public boolean execute(MigrationPlan plan) {
		if (!this.context.sessionSettings().sessionIsOurs()) {
			new PoolerCheck(this.context).check(plan);
		}
		boolean up = plan.steps().stream().allMatch((step) -> step.direction() == Direction.UP);
		RunEvents events = RunEvents.of(up ? Direction.UP : Direction.DOWN);
		RunCallbacks callbacks = new RunCallbacks(this.context, plan.callbacks(), this.turns);
		List<PlannedStep> steps = afterSnapshot(plan.steps());
		callbacks.run(events.before());
		try {
			steps(plan, steps, callbacks, events);
		}
		catch (MigrationFailedException ex) {
			callbacks.afterFailure(events.afterError(), ex);
			throw ex;
		}
		events.after().forEach(callbacks::run);
		return this.turns.sessionIsAsNew();
	}

	/**
	 * Begins from a snapshot before any callback runs: what callbacks create is in it.
	 * @return the steps that remain
	 */
	private List<PlannedStep> afterSnapshot(List<PlannedStep> steps) {
		if (steps.isEmpty() || !steps.get(0).isSnapshot()) {
			return steps;
		}
		alone(steps.get(0), describe(steps.get(0), 1, steps.size()), StepCallbacks.NONE, (failure) -> {
		});
		return steps.subList(1, steps.size());
	}

	private void steps(MigrationPlan plan, List<PlannedStep> steps, RunCallbacks callbacks, RunEvents events) {
		boolean versioned = true;
		int number = plan.steps().size() - steps.size() + 1;
		for (List<PlannedStep> group : groups(plan, steps)) {
			if (versioned && group.get(0).migration().version() == null) {
				versioned = false;
				events.afterVersioned().forEach(callbacks::run);
				events.beforeRepeatables().forEach(callbacks::run);
			}
			List<StepDescription> descriptions = describe(group, number, plan.steps().size());
			if (!together(group, descriptions)) {
				for (int i = 0; i < group.size(); i++) {
					PlannedStep step = group.get(i);
					alone(step, descriptions.get(i), StepCallbacks.of(plan.callbacks(), step, descriptions.get(i)),
							(failure) -> callbacks.afterFailure(events.afterEachError(), failure));
				}
			}
			number += group.size();
		}
		if (versioned) {
			events.afterVersioned().forEach(callbacks::run);
		}
	}

	/**
	 * A callback of each migration stays in the transaction of its own.
	 */
	private List<List<PlannedStep>> groups(MigrationPlan plan, List<PlannedStep> steps) {
		boolean group = this.context.settings().group() && plan.callbacks().all().isEmpty()
				&& this.context.sessionSettings().onlyStatementsLeaveTraces();
		return group ? StepGroups.of(steps) : steps.stream().map(List::of).toList();
	}

	private boolean together(List<PlannedStep> group, List<StepDescription> descriptions) {
		if (group.size() == 1) {
			return false;
		}
		PlannedStep first = group.get(0);
		this.turns.next(ScriptSubject.of(first), new FailureReports(first));
		boolean done = new GroupedSteps(this.context, group, descriptions).execute();
		if (done) {
			this.turns.ended(group.get(group.size() - 1), StepCallbacks.NONE);
		}
		return done;
	}

	private void alone(PlannedStep step, StepDescription description, StepCallbacks callbacks,
			Consumer<MigrationFailedException> afterFailure) {
		MDC.put(MDC_VERSION, String.valueOf(step.migration().version()));
		try {
			execute(step, description, callbacks, afterFailure);
		}
		finally {
			MDC.remove(MDC_VERSION);
		}
	}

	private static List<StepDescription> describe(List<PlannedStep> group, int number, int total) {
		return IntStream.range(0, group.size()).mapToObj((i) -> describe(group.get(i), number + i, total)).toList();
	}

	/**
	 * Describes a step for listeners.
	 * @param step the step
	 * @param number its place in the run, from 1
	 * @param total how many steps the run has
	 * @return the description
	 */
	public static StepDescription describe(PlannedStep step, int number, int total) {
		Migration migration = step.migration();
		return new StepDescription((migration.version() != null) ? migration.version().toString() : null,
				migration.name(), step.location(), step.direction().word(), step.reason().words(), number, total);
	}

	private void execute(PlannedStep step, StepDescription description, StepCallbacks callbacks,
			Consumer<MigrationFailedException> afterFailure) {
		ScriptSubject subject = ScriptSubject.of(step);
		this.turns.next(subject, new FailureReports(step));
		StepExecution execution = StepExecution.of(this.context, step, description, callbacks);
		long start = System.nanoTime();
		try {
			execution.execute();
			if (execution.asPlanned()) {
				this.turns.ended(step, callbacks);
			}
			callbacks.publishFinished(this.context, description);
			this.context.events().publish(new StepFinished(this.context.database(), description, since(start)));
		}
		catch (StepException ex) {
			Duration took = since(start);
			this.turns.checkLock(subject, ex);
			record(execution.recordFailure(ex, took.toMillis()));
			this.context.events().publish(new StepFailed(this.context.database(), description, ex.failure(), took));
			RuntimeException ended = this.turns.ended(subject, ex);
			if (ended instanceof MigrationFailedException failed) {
				afterFailure.accept(failed);
			}
			throw ended;
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
