package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;

/**
 * A step with statements that PostgreSQL refuses inside a transaction: those run alone,
 * the others between them in transactions of their own, and the history row says which
 * runs and counts what is done.
 */
final class NonTransactionalStep implements StepExecution {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final StepTransaction transaction;

	private final FailureReports reports;

	private final StepJournal journal;

	NonTransactionalStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.transaction = new StepTransaction(context, step, description);
		this.reports = new FailureReports(step);
		this.journal = new StepJournal(context, step, row, this.transaction);
	}

	@Override
	public void execute() throws StepException {
		begin();
		for (Iterator<Segment> segments = this.step.segments().iterator(); segments.hasNext();) {
			Segment segment = segments.next();
			checkNotCancelled();
			if (segment.transactional()) {
				together(segment.statements(), !segments.hasNext());
			}
			else {
				alone(segment.statements().get(0), !segments.hasNext());
			}
		}
		if (this.step.segments().isEmpty()) {
			this.transaction.execute(List.of(), this.journal.done(), this.journal.atEnd(), outcome());
		}
	}

	private void begin() throws StepException {
		try {
			this.journal.begin();
			if (this.context.sessionSettings().sessionIsOurs()) {
				for (SqlStatement setting : this.step.settingsOfDone()) {
					this.context.session().execute(setting.text());
				}
			}
		}
		catch (SQLException ex) {
			throw around("recording that the migration begins, and setting the session as its first statements did",
					ex);
		}
	}

	/**
	 * A cancellation that came between two statements has ended none.
	 */
	private void checkNotCancelled() throws StepException {
		if (this.context.cancellation().requested()) {
			throw around("going on",
					new SQLException("the run was cancelled before the next statement", SqlStates.QUERY_CANCELED));
		}
	}

	private void together(List<SqlStatement> statements, boolean last) throws StepException {
		List<String> records = this.journal.after(statements, last);
		new LockTimeoutRetry(this.context, this.description, this.transaction.lockTimeout())
			.run(() -> this.transaction.execute(statements, this.journal.done(), records, outcome()));
		this.journal.committed(statements);
	}

	private void alone(SqlStatement statement, boolean last) throws StepException {
		new LoneStatement(this.context, this.step, this.description, this.journal, statement).execute();
		try {
			this.journal.done(statement, last);
		}
		catch (SQLException ex) {
			throw around("recording the progress", ex);
		}
	}

	private StepException around(String what, SQLException ex) {
		return new StepException(this.reports.around(what, ex, outcome()), false, ex);
	}

	private String outcome() {
		return outcome(this.step, this.journal.done());
	}

	/**
	 * Returns what is true when a part of the step is done.
	 */
	static String outcome(PlannedStep step, int done) {
		if (done == 0) {
			return "no statement of this migration is done";
		}
		String next = (step.direction() == Direction.UP)
				? "the next start goes on with statement %d".formatted(done + 1)
				: "the next rollback begins with statement 1 again";
		return "%d of %d statements are done and stay (this migration cannot be one transaction); %s".formatted(done,
				step.statementsTotal(), next);
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		return this.journal.failed(failure, executionMs);
	}

}
