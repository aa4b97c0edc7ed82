package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * A Java migration: its code and its history row are one transaction.
 */
final class CodeStep implements StepExecution {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final HistoryRow row;

	private final StepTransaction transaction;

	private final FailureReports reports;

	CodeStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.row = row;
		this.transaction = new StepTransaction(context, step, description);
		this.reports = new FailureReports(step);
	}

	@Override
	public void execute() throws StepException {
		new LockTimeoutRetry(this.context, this.description, this.transaction.lockTimeout()).run(this::attempt);
	}

	private void attempt() throws StepException {
		send(this.transaction.opening(), "beginning the transaction");
		call();
		send(this.transaction.closing(StepRecords.done(this.context.history(), this.step, this.row)),
				"recording the migration and COMMIT (deferred constraints are checked there)");
	}

	private void call() throws StepException {
		CodeMigration migration = (CodeMigration) this.step.migration();
		GuardedContext guarded = new GuardedContext(this.context.session().connection());
		try {
			if (this.step.direction() == Direction.UP) {
				migration.code().up(guarded);
			}
			else {
				migration.code().down(guarded);
			}
		}
		catch (Exception ex) {
			this.transaction.rollback();
			SQLException cause = FailureReports.sqlExceptionIn(ex);
			boolean retry = cause != null && SqlStates.worthRetrying(cause.getSQLState());
			throw new StepException(this.reports.inJava(ex, FailureReports.ALL_ROLLED_BACK), retry, ex);
		}
	}

	private void send(List<String> statements, String what) throws StepException {
		try {
			this.context.session().executeAll(statements, (index) -> {
			});
		}
		catch (StatementException ex) {
			this.transaction.rollback();
			throw new StepException(this.reports.around(what, ex.sqlException(), FailureReports.ALL_ROLLED_BACK),
					SqlStates.worthRetrying(ex.sqlException().getSQLState()), ex);
		}
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		return StepRecords.failed(this.context.history(), this.step, this.row, failure, executionMs);
	}

}
