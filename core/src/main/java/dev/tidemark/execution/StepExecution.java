package dev.tidemark.execution;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.plan.PlannedStep;

/**
 * Executes one step in one of three ways.
 */
interface StepExecution {

	/**
	 * Executes the step and records it.
	 * @throws StepException if it fails for good
	 */
	void execute() throws StepException;

	/**
	 * Tells whether it was executed as it was planned, and not in another way that the
	 * server asked for.
	 * @return whether it was
	 */
	default boolean asPlanned() {
		return true;
	}

	/**
	 * Writes into the history that the step failed.
	 * @return the statement that does so
	 */
	String recordFailure(StepException failure, long executionMs);

	static StepExecution of(RunContext context, PlannedStep step, StepDescription description,
			StepCallbacks callbacks) {
		HistoryRow row = StepRows.of(step, context.appliedFrom(), context.historySettings());
		if (step.isCode()) {
			return new CodeStep(context, step, description, row, callbacks);
		}
		return step.transactional() ? new TransactionalStep(context, step, description, row, callbacks)
				: new NonTransactionalStep(context, step, description, row, callbacks);
	}

}
