package dev.tidemark.execution;

import org.springframework.dao.DataAccessException;

import dev.tidemark.event.MigrationEvent.CallbackFinished;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedCallbacks;

/**
 * Runs the callbacks that belong to no transaction of a migration, each like a script of
 * its own.
 */
final class RunCallbacks {

	private final RunContext context;

	private final PlannedCallbacks callbacks;

	private final ScriptTurns turns;

	RunCallbacks(RunContext context, PlannedCallbacks callbacks, ScriptTurns turns) {
		this.context = context;
		this.callbacks = callbacks;
		this.turns = turns;
	}

	/**
	 * Runs the callbacks of an event.
	 */
	void run(CallbackEvent event) {
		this.callbacks.of(event).forEach(this::run);
	}

	private void run(PlannedCallback planned) {
		ScriptSubject subject = ScriptSubject.of(planned);
		this.turns.next(subject, FailureReports.of(planned));
		CallbackRun run = new CallbackRun(this.context, planned);
		try {
			run.execute();
			this.context.events().publish(new CallbackFinished(this.context.database(), run.description(), null));
		}
		catch (StepException ex) {
			this.turns.checkLock(subject, ex);
			this.turns.restore();
			throw this.turns.ended(subject, ex);
		}
	}

	/**
	 * Runs the callbacks that follow a failure, which stays what the run ends with.
	 */
	void afterFailure(CallbackEvent event, MigrationFailedException failure) {
		if (this.context.cancellation().requested() || SqlStates.connectionLost(failure.sqlState())) {
			return;
		}
		// the recording of the failure was not to be cancelled
		this.context.cancellation().attach(this.context.session());
		try {
			run(event);
		}
		catch (MigrationException | DataAccessException ex) {
			failure.addSuppressed(ex);
			String why = (ex instanceof MigrationException known) ? known.summary() : String.valueOf(ex.getMessage());
			this.context.events()
				.publish(new Warned(this.context.database(),
						"A callback that follows the failure of the run failed too: " + why));
		}
	}

}
