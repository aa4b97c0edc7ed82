package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionRules;

/**
 * A step with statements that PostgreSQL refuses inside a transaction: those run alone,
 * the others between them in transactions of their own, and the history row counts what
 * is done.
 */
final class NonTransactionalStep implements StepExecution {

	private static final int RECORDING_ATTEMPTS = 3;

	/** What may have committed a part of its work before it failed. */
	private static final Pattern MAY_COMMIT = Pattern.compile("(?i)(CALL|DO|SELECT|WITH)\\b");

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final HistoryRow row;

	private final HistoryStatements history;

	private final StepTransaction transaction;

	private final FailureReports reports;

	private int done;

	private @Nullable Long rowId;

	NonTransactionalStep(RunContext context, PlannedStep step, StepDescription description, HistoryRow row) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.row = row;
		this.history = context.history();
		this.transaction = new StepTransaction(context, step, description);
		this.reports = new FailureReports(step);
		this.done = step.statementsDone();
	}

	@Override
	public void execute() throws StepException {
		begin();
		for (Segment segment : this.step.segments()) {
			if (segment.transactional()) {
				together(segment.statements());
			}
			else {
				alone(segment.statements().get(0));
			}
		}
		end();
	}

	private void begin() throws StepException {
		if (this.step.direction() == Direction.DOWN) {
			return;
		}
		try {
			AppliedMigration previous = this.step.previous();
			if (previous != null
					&& (previous.state() == MigrationState.FAILED || previous.state() == MigrationState.RUNNING)) {
				this.rowId = previous.id();
				this.context.session().execute(this.history.updateRunning(previous.id(), this.done, this.row));
			}
			else {
				this.rowId = this.context.session()
					.jdbc()
					.sql(this.history.insertRunning(this.row))
					.query(Long.class)
					.single();
			}
		}
		catch (SQLException ex) {
			throw around("recording that the migration begins", ex);
		}
		catch (DataAccessException ex) {
			SQLException cause = FailureReports.sqlExceptionIn(ex);
			throw around("recording that the migration begins", (cause != null) ? cause : new SQLException(ex));
		}
	}

	private void together(List<SqlStatement> statements) throws StepException {
		int before = this.done;
		List<String> progress = progress(before + statements.size());
		retry(this.transaction.lockTimeout())
			.run(() -> this.transaction.execute(statements, before, progress, outcome(true)));
		this.done += statements.size();
	}

	private void alone(SqlStatement statement) throws StepException {
		boolean waitsByDesign = TransactionRules.waitsByDesign(statement);
		Duration lockTimeout = waitsByDesign ? Duration.ZERO : this.transaction.lockTimeout();
		Duration statementTimeout = waitsByDesign ? Duration.ZERO : this.transaction.statementTimeout();
		// outside of a transaction nothing is held while a single statement waits: no
		// budget
		retry(Duration.ZERO).run(() -> attempt(statement, lockTimeout, statementTimeout, waitsByDesign));
		checkIndex(statement);
		this.done++;
		recordProgress();
	}

	private void checkIndex(SqlStatement statement) throws StepException {
		try {
			InvalidIndexCheck.check(statement, this.context.session());
		}
		catch (SQLException ex) {
			throw failed(statement, ex, true);
		}
	}

	/**
	 * Counts the statement that has run. Nothing may cancel that: it would run again.
	 */
	private void recordProgress() throws StepException {
		this.context.cancellation().attach(null);
		for (int attempt = 1;; attempt++) {
			try {
				this.transaction.record(progress(this.done));
				this.context.cancellation().attach(this.context.session());
				return;
			}
			catch (SQLException ex) {
				boolean again = SqlStates.QUERY_CANCELED.equals(ex.getSQLState())
						|| SqlStates.worthRetrying(ex.getSQLState());
				if (!again || attempt == RECORDING_ATTEMPTS) {
					throw around("recording the progress", ex);
				}
			}
		}
	}

	private void attempt(SqlStatement statement, Duration lockTimeout, Duration statementTimeout, boolean waitsByDesign)
			throws StepException {
		this.context.events()
			.publish(new StatementStarted(this.context.database(), this.description, this.done + 1, statement.line(),
					statement.excerpt()));
		try {
			setTimeouts(lockTimeout, statementTimeout);
			this.context.session().executeAll(List.of(statement.text()), (index) -> {
			});
		}
		catch (StatementException ex) {
			throw failed(statement, ex.sqlException(), waitsByDesign);
		}
		catch (SQLException ex) {
			throw failed(statement, ex, waitsByDesign);
		}
	}

	private void setTimeouts(Duration lockTimeout, Duration statementTimeout) throws SQLException {
		if (this.context.sessionSettings().sessionIsOurs()) {
			this.context.session()
				.execute("SET lock_timeout = '%dms'; SET statement_timeout = '%dms'".formatted(lockTimeout.toMillis(),
						statementTimeout.toMillis()));
		}
	}

	private StepException failed(SqlStatement statement, SQLException ex, boolean waitsByDesign) {
		// a concurrent build that failed may have left an invalid index: not to be
		// repeated blindly
		boolean retry = !waitsByDesign && !MAY_COMMIT.matcher(statement.text()).lookingAt()
				&& SqlStates.worthRetrying(ex.getSQLState());
		return new StepException(this.reports.atStatement(statement, this.done + 1, ex, outcome(false)), retry, ex);
	}

	private void end() throws StepException {
		List<String> records = (this.step.direction() == Direction.DOWN)
				? StepRecords.done(this.history, this.step, this.row)
				: List.of(this.history.updateApplied(Objects.requireNonNull(this.rowId)));
		this.transaction.execute(List.of(), this.done, records, outcome(true));
	}

	private List<String> progress(int statementsDone) {
		return (this.rowId != null) ? List.of(this.history.updateProgress(this.rowId, statementsDone)) : List.of();
	}

	private LockTimeoutRetry retry(Duration budget) {
		return new LockTimeoutRetry(this.context, this.description, budget);
	}

	private StepException around(String what, SQLException ex) {
		return new StepException(this.reports.around(what, ex, outcome(true)), false, ex);
	}

	private String outcome(boolean rolledBack) {
		if (this.done == 0) {
			return rolledBack ? "no statement of this migration is done"
					: "no statement of this migration is done; the failing one runs outside a transaction, and what it left stays";
		}
		String next = (this.step.direction() == Direction.UP)
				? "the next start goes on with statement %d".formatted(this.done + 1)
				: "the next rollback begins with statement 1 again";
		return "%d of %d statements are done and stay (this migration cannot be one transaction); %s"
			.formatted(this.done, this.step.statementsTotal(), next);
	}

	@Override
	public String recordFailure(StepException failure, long executionMs) {
		if (this.rowId != null) {
			return this.history.updateProgress(this.rowId, this.done) + "; "
					+ this.history.updateFailed(this.rowId, this.row, executionMs, failure.failure().summary());
		}
		return StepRecords.failed(this.history, this.step, this.row, failure, executionMs);
	}

}
