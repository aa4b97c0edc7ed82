package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.List;

import org.springframework.dao.DataAccessException;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.plan.PlannedStep;

/**
 * A Java migration: its code and its history row are one transaction.
 */
final class CodeStep implements StepExecution {

	/** Is gone when the transaction has ended. */
	private static final String MARK = "SELECT pg_catalog.set_config('tidemark.transaction', 'open', true)";

	private static final String MARKED = "SELECT coalesce(pg_catalog.current_setting('tidemark.transaction', true), '') = 'open'";

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final HistoryRow row;

	private final StepCallbacks callbacks;

	private final StepTransaction transaction;

	private final FailureReports reports;

	CodeStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row,
			StepCallbacks callbacks) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.row = row;
		this.callbacks = callbacks;
		this.transaction = StepTransaction.of(context, step, description, callbacks);
		this.reports = new FailureReports(step);
	}

	@Override
	public void execute() throws StepException {
		new LockTimeoutRetry(this.context, this.description, this.transaction.lockTimeout()).run(this::attempt);
	}

	private void attempt() throws StepException {
		this.transaction.begin(List.of(MARK), this.callbacks, FailureReports.ALL_ROLLED_BACK);
		call();
		checkTransaction();
		this.transaction.end(this.callbacks, StepRecords.done(this.context, this.step, this.row),
				FailureReports.ALL_ROLLED_BACK);
	}

	private void call() throws StepException {
		try {
			JavaCode.call(this.step, this.context.session());
		}
		catch (Exception ex) {
			this.transaction.rollback();
			SQLException cause = FailureReports.sqlExceptionIn(ex);
			boolean retry = cause != null && SqlStates.worthRetrying(cause.getSQLState());
			throw new StepException(this.reports.inJava(ex, FailureReports.ALL_ROLLED_BACK), retry, ex);
		}
	}

	/**
	 * Code can end the transaction by SQL, which its connection does not see.
	 */
	private void checkTransaction() throws StepException {
		try {
			if (!this.context.session().jdbc().sql(MARKED).query(Boolean.class).single()) {
				this.transaction.rollback();
				IllegalStateException ended = new IllegalStateException(
						"The Java code ended the transaction of its migration by SQL (COMMIT or ROLLBACK): remove that");
				throw new StepException(
						this.reports.inJava(ended, "what it committed stays, and the migration counts as failed"),
						false, ended);
			}
		}
		catch (DataAccessException ex) {
			this.transaction.rollback();
			throw new StepException(this.reports.inJava(ex, FailureReports.ALL_ROLLED_BACK), false, ex);
		}
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		return StepRecords.failed(this.context.history(), this.step, this.row, failure, executionMs);
	}

}
