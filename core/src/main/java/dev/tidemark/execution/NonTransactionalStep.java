package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;

/**
 * A step that is more than one transaction: the script has some of its own, or statements
 * that PostgreSQL refuses inside one. Those run alone, the others in transactions, and
 * the history row says which runs and counts what is done.
 */
final class NonTransactionalStep implements StepExecution {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final StepCallbacks callbacks;

	private final StepTransaction transaction;

	private final FailureReports reports;

	private final StepJournal journal;

	NonTransactionalStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row,
			StepCallbacks callbacks) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.callbacks = callbacks;
		this.transaction = StepTransaction.of(context, step, description, callbacks);
		this.reports = new FailureReports(step);
		this.journal = new StepJournal(context, step, row, this.transaction);
	}

	@Override
	public void execute() throws StepException {
		begin();
		for (Iterator<Segment> segments = this.step.segments().iterator(); segments.hasNext();) {
			Segment segment = segments.next();
			checkNotCancelled();
			execute(segment, !segments.hasNext() && this.callbacks.after().isEmpty());
		}
		if (this.step.segments().isEmpty() || !this.callbacks.after().isEmpty()) {
			callbacks(this.callbacks.onlyAfter(), this.journal.atEnd());
		}
	}

	private void execute(Segment segment, boolean last) throws StepException {
		switch (segment.kind()) {
			case TOGETHER, BLOCK -> together(segment, last);
			case AUTOCOMMIT -> autocommit(segment, last);
			case READ_ONLY_BLOCK, ROLLED_BACK_BLOCK -> recordedAfterwards(segment, last);
			case ALONE -> alone(segment.statements().get(0), last);
		}
	}

	/**
	 * The session that the callbacks before it have set is also that of the migration.
	 */
	private void begin() throws StepException {
		record();
		if (!this.callbacks.before().isEmpty()) {
			callbacks(this.callbacks.onlyBefore(), List.of());
		}
		try {
			if (this.context.sessionSettings().sessionIsOurs()) {
				for (SqlStatement setting : this.step.settingsOfDone()) {
					this.context.session().execute(setting.text());
				}
			}
		}
		catch (SQLException ex) {
			throw around("setting the session as the first statements of the migration did", ex);
		}
	}

	private void record() throws StepException {
		try {
			this.journal.begin();
		}
		catch (SQLException ex) {
			throw around("recording that the migration begins", ex);
		}
	}

	private void callbacks(StepCallbacks around, List<String> records) throws StepException {
		retry(() -> this.transaction.execute(around, Segment.EMPTY, this.journal.done(), records, outcome()));
	}

	private void retry(Attempt attempt) throws StepException {
		new LockTimeoutRetry(this.context, this.description, this.transaction.lockTimeout()).run(attempt);
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

	private void together(Segment segment, boolean last) throws StepException {
		run(segment, this.journal.after(segment.statements(), last));
		this.journal.committed(segment.statements());
	}

	/**
	 * What a script commits by itself may also be a procedure that commits.
	 */
	private void autocommit(Segment segment, boolean last) throws StepException {
		try {
			together(segment, last);
		}
		catch (StepException ex) {
			if (!SqlStates.refusedInTransaction(ex.failure().sqlState()) || ex.failure().statementNumber() == 0) {
				throw ex;
			}
			alone(segment.statements().get(0), last);
		}
	}

	private void recordedAfterwards(Segment segment, boolean last) throws StepException {
		run(segment, List.of());
		try {
			this.journal.done(segment.statements(), last);
		}
		catch (SQLException ex) {
			throw around("recording the progress", ex);
		}
	}

	private void run(Segment segment, List<String> records) throws StepException {
		String outcome = segment.block() ? "%s; the transaction of the script that begins in line %d was rolled back"
			.formatted(outcome(), segment.opening().get(0).line()) : outcome();
		retry(() -> this.transaction.execute(segment, this.journal.done(), records, outcome));
	}

	private void alone(SqlStatement statement, boolean last) throws StepException {
		new LoneStatement(this.context, this.step, this.description, this.transaction, this.journal, statement)
			.execute();
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
		return "%d of %d statements are done and stay (%s); %s goes on with statement %d".formatted(done,
				step.statementsTotal(),
				step.commitsItself() ? "the script commits by itself" : "this migration cannot be one transaction",
				step.nextRun(), done + 1);
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		return this.journal.failed(failure, executionMs);
	}

}
