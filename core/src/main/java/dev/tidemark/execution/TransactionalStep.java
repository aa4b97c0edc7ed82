package dev.tidemark.execution;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;

/**
 * A step whose statements and history row are one transaction: it happens exactly once or
 * not at all. What a statement needs is seen in its text, but the server has the last
 * word: one that it refuses inside a transaction runs outside.
 */
final class TransactionalStep implements StepExecution {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final HistoryRow row;

	private final StepCallbacks callbacks;

	private final Segment segment;

	private @Nullable NonTransactionalStep outside;

	TransactionalStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row,
			StepCallbacks callbacks) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.row = row;
		this.callbacks = callbacks;
		this.segment = step.segments().isEmpty() ? Segment.EMPTY : step.segments().get(0);
	}

	@Override
	public void execute() throws StepException {
		try {
			inTransaction();
		}
		catch (StepException ex) {
			if (!mayRunOutside(ex.failure())) {
				throw ex;
			}
			new Warnings(this.context, this.description).publish(
					"the server refuses its statement inside a transaction (SQLSTATE %s), so it is run again outside of one; write '-- tidemark: transactional=false' at the head of the script to say so: %s"
						.formatted(ex.failure().sqlState(), ex.failure().statement()));
			this.outside = new NonTransactionalStep(this.context, this.step.outsideTransaction(), this.description,
					this.row, this.callbacks);
			this.outside.execute();
		}
	}

	/**
	 * With one statement only, nothing else loses its transaction; a snapshot would lose
	 * its rows.
	 */
	private boolean mayRunOutside(MigrationFailure failure) {
		return failure.callback() == null && this.segment.statements().size() == 1 && failure.statementNumber() == 1
				&& SqlStates.refusedInTransaction(failure.sqlState())
				&& !Boolean.TRUE.equals(this.step.transactionAsked()) && this.step.standsFor().isEmpty();
	}

	private void inTransaction() throws StepException {
		StepTransaction transaction = StepTransaction.of(this.context, this.step, this.description, this.callbacks);
		List<String> history = StepRecords.done(this.context, this.step, this.row);
		new LockTimeoutRetry(this.context, this.description, transaction.lockTimeout())
			.run(() -> transaction.execute(this.callbacks, this.segment, 0, history, FailureReports.ALL_ROLLED_BACK));
	}

	@Override
	public boolean asPlanned() {
		return this.outside == null;
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		if (this.outside != null) {
			return this.outside.recordFailure(failure, executionMs);
		}
		return StepRecords.failed(this.context.history(), this.step, this.row, failure, executionMs);
	}

}
