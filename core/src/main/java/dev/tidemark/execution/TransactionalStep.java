package dev.tidemark.execution;

import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.SqlStatement;

/**
 * A step whose statements and history row are one transaction: it happens exactly once or
 * not at all.
 */
final class TransactionalStep implements StepExecution {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final HistoryRow row;

	TransactionalStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.row = row;
	}

	@Override
	public void execute() throws StepException {
		StepTransaction transaction = new StepTransaction(this.context, this.step, this.description);
		List<SqlStatement> statements = this.step.segments()
			.stream()
			.flatMap((segment) -> segment.statements().stream())
			.toList();
		List<String> history = StepRecords.done(this.context.history(), this.step, this.row);
		new LockTimeoutRetry(this.context, this.description, transaction.lockTimeout())
			.run(() -> transaction.execute(statements, 0, history, FailureReports.ALL_ROLLED_BACK));
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		return StepRecords.failed(this.context.history(), this.step, this.row, failure, executionMs);
	}

}
