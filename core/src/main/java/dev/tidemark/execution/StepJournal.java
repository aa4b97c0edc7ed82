package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.AfterCrash;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementsDigest;

/**
 * The history row of a step that commits statement by statement: says before a statement
 * is sent which one it is, and after it how many are done.
 */
final class StepJournal {

	private static final int RECORDING_ATTEMPTS = 3;

	private final RunContext context;

	private final PlannedStep step;

	private final HistoryRow row;

	private final HistoryStatements history;

	private final StepTransaction transaction;

	private int done;

	private StatementsDigest digest;

	private StatementsDigest next;

	private @Nullable Long rowId;

	private @Nullable String running;

	private boolean unknown;

	private boolean taken;

	StepJournal(RunContext context, PlannedStep step, HistoryRow row, StepTransaction transaction) {
		this.context = context;
		this.step = step;
		this.row = row;
		this.history = context.history();
		this.transaction = transaction;
		this.done = step.statementsDone();
		this.digest = new StatementsDigest().with(step.done());
		this.next = this.digest;
		this.running = evidence();
	}

	/**
	 * What an earlier attempt began is remembered until the same statement is sent again,
	 * since what it left may be taken away then. What cannot be looked up is forgotten:
	 * its error was seen, or nobody would have been allowed to go on.
	 */
	private @Nullable String evidence() {
		return this.step.segments()
			.stream()
			.flatMap((segment) -> segment.statements().stream())
			.filter(this.step.journal()::began)
			.anyMatch((statement) -> AfterCrash.of(statement) != AfterCrash.UNKNOWN) ? this.step.journal().running()
					: null;
	}

	/**
	 * Tells whether an earlier attempt began the statement, and not one like it that is
	 * done since.
	 */
	boolean began(SqlStatement statement) {
		return !this.taken && this.step.journal().began(statement);
	}

	int done() {
		return this.done;
	}

	/**
	 * Records that the step begins; one that is undone has its row already.
	 */
	void begin() throws SQLException {
		AppliedMigration previous = this.step.previous();
		if (this.step.direction() == Direction.DOWN) {
			this.rowId = Objects.requireNonNull(previous).id();
		}
		else if (previous != null
				&& (previous.state() == MigrationState.FAILED || previous.state() == MigrationState.RUNNING)) {
			this.rowId = previous.id();
			this.transaction.record(List.of(this.history.updateRunning(previous.id(), done(), state(), this.row)));
		}
		else {
			this.rowId = insert();
		}
	}

	private Long insert() throws SQLException {
		try {
			if (!this.context.lock().fence().isEmpty()) {
				this.transaction.record(List.of(this.history.insertRunning(this.row)));
				return this.context.session()
					.jdbc()
					.sql(this.history.selectRunning(this.row))
					.query(Long.class)
					.single();
			}
			return this.context.session().jdbc().sql(this.history.insertRunning(this.row)).query(Long.class).single();
		}
		catch (DataAccessException ex) {
			SQLException cause = FailureReports.sqlExceptionIn(ex);
			throw (cause != null) ? cause : new SQLException(ex);
		}
	}

	/**
	 * Notes which statement is about to be sent.
	 */
	void before(SqlStatement statement) throws SQLException {
		String entry = StatementJournal.entry(done() + 1, statement);
		this.unknown = AfterCrash.of(statement) == AfterCrash.UNKNOWN;
		if (!entry.equals(this.running)) {
			note(entry);
		}
	}

	/**
	 * Notes that the statement which was begun last has left nothing.
	 */
	void forget() throws SQLException {
		note(null);
	}

	/**
	 * The state of a row that is being undone does not tell whether an error was seen:
	 * what nobody could look up is noted only while nobody knows.
	 */
	private @Nullable String seen() {
		return this.unknown ? null : this.running;
	}

	private void note(@Nullable String entry) throws SQLException {
		this.transaction.record(List.of(this.history.updateRunningStatement(id(), entry)));
		this.running = entry;
	}

	/**
	 * Returns what is written in the transaction of statements that run together.
	 */
	List<String> after(List<SqlStatement> statements, boolean last) {
		List<String> records = new ArrayList<>();
		this.next = this.digest.with(statements);
		int after = this.done + statements.size();
		records.add((this.step.direction() == Direction.UP)
				? this.history.updateProgress(id(), after, new StatementJournal(this.running, this.next.value()))
				: this.history.updateUndone(id(), StatementJournal.ofUndo(this.running, after, this.next.value())));
		if (last) {
			records.addAll(atEnd());
		}
		return records;
	}

	/**
	 * Returns what is written when every statement is done.
	 */
	List<String> atEnd() {
		return (this.step.direction() == Direction.UP) ? List.of(this.history.updateApplied(id(), this.row))
				: StepRecords.done(this.context, this.step, this.row);
	}

	void committed(List<SqlStatement> statements) {
		this.done += statements.size();
		this.digest = this.next;
	}

	/**
	 * Counts a statement that has run alone.
	 */
	void done(SqlStatement statement, boolean last) throws SQLException {
		this.running = null;
		this.taken = this.taken || began(statement);
		done(List.of(statement), last);
	}

	/**
	 * Counts statements that could not be counted in their own transaction. Nothing may
	 * cancel that: they would run again.
	 */
	void done(List<SqlStatement> statements, boolean last) throws SQLException {
		List<String> records = after(statements, last);
		committed(statements);
		this.context.cancellation().attach(null);
		for (int attempt = 1;; attempt++) {
			try {
				this.transaction.record(records);
				this.context.cancellation().attach(this.context.session());
				return;
			}
			catch (SQLException ex) {
				boolean again = SqlStates.QUERY_CANCELED.equals(ex.getSQLState())
						|| SqlStates.worthRetrying(ex.getSQLState());
				if (!again || attempt == RECORDING_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Returns what is written when the step failed. Where the connection was lost while a
	 * statement ran alone, nobody knows whether it was done: the row goes on to say that
	 * it is running.
	 */
	String failed(StepException failure, long executionMs) {
		if (this.rowId == null) {
			return StepRecords.failed(this.history, this.step, this.row, failure, executionMs);
		}
		String error = failure.failure().summary();
		if (SqlStates.connectionLost(failure.failure().sqlState())) {
			return this.history.updateError(this.rowId, error);
		}
		if (this.step.direction() == Direction.DOWN) {
			return this.history.updateUndone(this.rowId, StatementJournal.ofUndo(seen(), done(), this.digest.value()))
					+ "; " + this.history.updateError(this.rowId, error);
		}
		return this.history.updateProgress(this.rowId, done(), state()) + "; "
				+ this.history.updateFailed(this.rowId, this.row, executionMs, error);
	}

	private StatementJournal state() {
		return new StatementJournal(this.running, this.digest.isEmpty() ? null : this.digest.value());
	}

	private long id() {
		return Objects.requireNonNull(this.rowId, "the step has begun");
	}

}
