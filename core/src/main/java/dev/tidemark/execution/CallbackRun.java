package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;

/**
 * One execution of a callback that belongs to the whole run, in a transaction of its own
 * where it can be one. Nothing of it is recorded.
 */
final class CallbackRun {

	private final RunContext context;

	private final PlannedCallback planned;

	private final StepDescription description;

	private final StepTransaction transaction;

	private final FailureReports reports;

	private int done;

	CallbackRun(RunContext context, PlannedCallback planned) {
		this.context = context;
		this.planned = planned;
		this.description = describe(planned, 0, 0);
		this.transaction = StepTransaction.of(context, planned, this.description);
		this.reports = FailureReports.of(planned);
	}

	static StepDescription describe(PlannedCallback planned, int number, int total) {
		return new StepDescription(null, planned.callback().name(), planned.location(), StepDescription.CALLBACK,
				planned.callback().event().word(), number, total);
	}

	StepDescription description() {
		return this.description;
	}

	void execute() throws StepException {
		for (Segment segment : this.planned.segments()) {
			checkNotCancelled();
			if (segment.transactional()) {
				inTransaction(segment);
			}
			else {
				alone(segment.statements().get(0));
			}
			this.done += segment.statements().size();
		}
	}

	/**
	 * A cancellation that came between two statements has ended none.
	 */
	private void checkNotCancelled() throws StepException {
		if (this.context.cancellation().requested()) {
			SQLException ex = new SQLException("the run was cancelled before the next statement",
					SqlStates.QUERY_CANCELED);
			throw new StepException(this.reports.around("going on", ex, outcome()), false, ex);
		}
	}

	private void inTransaction(Segment segment) throws StepException {
		try {
			retry(this.transaction.lockTimeout())
				.run(() -> this.transaction.execute(segment, this.done, List.of(), outcome()));
		}
		catch (StepException ex) {
			if (!mayRunOutside(segment, ex.failure())) {
				throw ex;
			}
			alone(segment.statements().get(0));
		}
	}

	/**
	 * What is one statement only may be a procedure that commits.
	 */
	private boolean mayRunOutside(Segment segment, MigrationFailure failure) {
		return !segment.block() && segment.statements().size() == 1 && failure.statementNumber() > 0
				&& SqlStates.refusedInTransaction(failure.sqlState())
				&& !Boolean.TRUE.equals(this.planned.callback().script().directives().transactional());
	}

	private void alone(SqlStatement statement) throws StepException {
		LoneSender sender = new LoneSender(this.context, this.transaction, statement);
		retry(Duration.ZERO).run(() -> attempt(statement, sender));
	}

	private void attempt(SqlStatement statement, LoneSender sender) throws StepException {
		String marked = this.context.sessionSettings().alone(statement.text());
		try {
			if (!this.context.lock().fence().isEmpty()) {
				this.transaction.record(List.of());
			}
			this.context.events()
				.publish(new StatementStarted(this.context.database(), this.description, this.done + 1,
						this.reports.statements(), statement.line(), statement.excerpt()));
			sender.bound(statement.text());
			sender.send(marked);
		}
		catch (StatementException ex) {
			throw failedAlone(statement, sender, marked, ex.sqlException());
		}
		catch (SQLException ex) {
			throw failedAlone(statement, sender, marked, ex);
		}
	}

	private StepException failedAlone(SqlStatement statement, LoneSender sender, String marked, SQLException ex) {
		boolean retry = sender.repeatable(statement.text()) && SqlStates.worthRetrying(ex.getSQLState());
		String outcome = "the failing statement runs outside a transaction, so a part of it may be done; " + outcome();
		return new StepException(this.reports.alone(statement, sender.at(marked), this.done + 1, ex, outcome), retry,
				ex);
	}

	private LockTimeoutRetry retry(Duration budget) {
		return new LockTimeoutRetry(this.context, this.description, budget);
	}

	private String outcome() {
		String own = (this.done == 0) ? "everything this callback did in a transaction was rolled back"
				: "%d of %d statements of this callback are done and stay".formatted(this.done,
						this.planned.statements().size());
		CallbackEvent event = this.planned.callback().event();
		if (event.beforeMigrations()) {
			return own + "; no migration has begun";
		}
		return own + "; the migrations before it stay";
	}

}
