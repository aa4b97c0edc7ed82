package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.SqlStatement;

/**
 * One transaction: BEGIN, statements of a script, what is written into the history,
 * COMMIT. Where the driver allows, it is one round trip.
 */
final class StepTransaction {

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final FailureReports reports;

	StepTransaction(RunContext context, PlannedStep step, StepDescription description) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.reports = new FailureReports(step);
	}

	/**
	 * Returns what opens the transaction and bounds its waits.
	 */
	List<String> opening() {
		List<String> opening = new ArrayList<>();
		opening.add("BEGIN");
		opening.addAll(this.context.sessionSettings().opening());
		if (this.context.probe().capabilities().lockTimeout()) {
			opening.add("SET LOCAL lock_timeout = '%dms'".formatted(lockTimeout().toMillis()));
		}
		Duration statementTimeout = statementTimeout();
		if (!statementTimeout.isZero()) {
			opening.add("SET LOCAL statement_timeout = '%dms'".formatted(statementTimeout.toMillis()));
		}
		return opening;
	}

	/**
	 * Returns what ends the transaction. What the script has set in a session of ours
	 * holds again afterwards, for the segments that follow.
	 */
	List<String> closing(List<String> history) {
		List<String> closing = new ArrayList<>(this.context.sessionSettings().beforeRecording());
		closing.addAll(history);
		closing.addAll(this.context.lock().fence());
		closing.add("COMMIT");
		return closing;
	}

	/**
	 * Writes into the history in a transaction of its own and in one round trip.
	 */
	void record(List<String> history) throws SQLException {
		try {
			List<String> all = new ArrayList<>(List.of("BEGIN"));
			all.addAll(this.context.sessionSettings().opening());
			all.addAll(closing(history));
			this.context.session().execute(String.join(";", all));
		}
		catch (SQLException ex) {
			rollback();
			throw ex;
		}
	}

	Duration lockTimeout() {
		Duration own = this.step.lockTimeout();
		return (own != null) ? own : this.context.settings().lockTimeout();
	}

	Duration statementTimeout() {
		Duration own = this.step.statementTimeout();
		return (own != null) ? own : this.context.settings().statementTimeout();
	}

	/**
	 * Executes statements and records them.
	 * @param statements the statements of the script
	 * @param before how many statements of the script come before them
	 * @param history what is written into the history
	 * @param outcome what is true after a failure, for people
	 */
	void execute(List<SqlStatement> statements, int before, List<String> history, String outcome) throws StepException {
		List<String> opening = opening();
		List<SqlStatement> all = new ArrayList<>();
		opening.forEach((sql) -> all.add(SqlStatement.of(sql)));
		all.addAll(statements);
		closing(history).forEach((sql) -> all.add(SqlStatement.of(sql)));
		try {
			this.context.session().executeAll(all, (index) -> announce(statements, index - opening.size(), before));
		}
		catch (StatementException ex) {
			rollback();
			throw failed(statements, ex, opening.size(), before, outcome);
		}
	}

	private void announce(List<SqlStatement> statements, int index, int before) {
		if (index >= 0 && index < statements.size()) {
			SqlStatement statement = statements.get(index);
			this.context.events()
				.publish(new StatementStarted(this.context.database(), this.description, before + index + 1,
						statement.line(), statement.excerpt()));
		}
	}

	private StepException failed(List<SqlStatement> statements, StatementException failure, int opening, int before,
			String outcome) {
		SQLException ex = failure.sqlException();
		boolean retry = SqlStates.worthRetrying(ex.getSQLState());
		int index = failure.index() - opening;
		if (index >= 0 && index < statements.size()) {
			return new StepException(this.reports.atStatement(statements.get(index), before + index + 1, ex, outcome),
					retry, ex);
		}
		String known = (failure.index() == StatementException.UNKNOWN || index >= statements.size())
				? FailureReports.outcomeAtCommit(ex, outcome) : outcome;
		return new StepException(this.reports.around(around(failure.index(), opening), ex, known), retry, ex);
	}

	private static String around(int index, int opening) {
		if (index == StatementException.UNKNOWN) {
			return "one of several that went in one round trip, in which the connection was lost";
		}
		return (index < opening) ? "beginning the transaction"
				: "recording the migration and COMMIT (deferred constraints are checked there)";
	}

	/**
	 * Rolls back; where the connection is lost, the server has done so.
	 */
	void rollback() {
		try {
			this.context.session().execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

}
