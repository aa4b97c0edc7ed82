package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.SqlStatement;

/**
 * One transaction: BEGIN, statements of a script, what is written into the history,
 * COMMIT. Where the driver allows, it is one round trip.
 */
final class StepTransaction {

	private static final String BEGIN = "BEGIN";

	/** What decides which modes later transactions of the session have. */
	private static final Pattern MODES = Pattern.compile("(?i)\\bdefault_transaction_|\\bCHARACTERISTICS\\b");

	private final RunContext context;

	private final PlannedStep step;

	private final StepDescription description;

	private final FailureReports reports;

	private final boolean modes;

	StepTransaction(RunContext context, PlannedStep step, StepDescription description) {
		this.context = context;
		this.step = step;
		this.description = description;
		this.reports = new FailureReports(step);
		SqlScript script = step.script();
		this.modes = script != null && MODES.matcher(script.text()).find();
	}

	/**
	 * Returns what opens the transaction and bounds its waits.
	 */
	List<String> opening() {
		return opening(List.of(this.modes ? "BEGIN READ WRITE" : BEGIN));
	}

	private List<String> opening(Segment segment) {
		if (!segment.block()) {
			return opening();
		}
		List<String> begin = new ArrayList<>(segment.opening().stream().map(SqlStatement::text).toList());
		if (this.modes && segment.recordsItself()) {
			begin.add("SET TRANSACTION READ WRITE");
		}
		return opening(begin);
	}

	private List<String> opening(List<String> begin) {
		List<String> opening = new ArrayList<>(begin);
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
			List<String> all = new ArrayList<>();
			all.add(this.modes ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE" : BEGIN);
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
	 * Executes a segment and records it, as far as its transaction can.
	 * @param segment the statements of the script
	 * @param before how many statements of the script come before them
	 * @param history what is written into the history
	 * @param outcome what is true after a failure, for people
	 */
	void execute(Segment segment, int before, List<String> history, String outcome) throws StepException {
		List<String> opening = opening(segment);
		List<SqlStatement> body = segment.body();
		List<SqlStatement> all = new ArrayList<>();
		opening.forEach((sql) -> all.add(SqlStatement.of(sql)));
		all.addAll(body);
		ending(segment, history).forEach((sql) -> all.add(SqlStatement.of(sql)));
		int first = before + segment.opened() + 1;
		try {
			this.context.session().executeAll(all, (index) -> announce(body, index - opening.size(), first));
		}
		catch (StatementException ex) {
			rollback();
			if (ex.index() == 0 && segment.opened() > 0) {
				throw atStatement(segment.statements().get(0), before + 1, ex.sqlException(), outcome);
			}
			throw failed(body, ex, opening.size(), first, outcome);
		}
	}

	private List<String> ending(Segment segment, List<String> history) {
		if (segment.recordsItself()) {
			return closing(history);
		}
		return List.of((segment.kind() == SegmentKind.ROLLED_BACK_BLOCK) ? "ROLLBACK" : "COMMIT");
	}

	private void announce(List<SqlStatement> statements, int index, int first) {
		if (index >= 0 && index < statements.size()) {
			SqlStatement statement = statements.get(index);
			this.context.events()
				.publish(new StatementStarted(this.context.database(), this.description, first + index,
						statement.line(), statement.excerpt()));
		}
	}

	private StepException failed(List<SqlStatement> statements, StatementException failure, int opening, int first,
			String outcome) {
		SQLException ex = failure.sqlException();
		int index = failure.index() - opening;
		if (index >= 0 && index < statements.size()) {
			return atStatement(statements.get(index), first + index, ex, outcome);
		}
		String known = (failure.index() == StatementException.UNKNOWN || index >= statements.size())
				? FailureReports.outcomeAtCommit(ex, outcome) : outcome;
		return new StepException(this.reports.around(around(failure.index(), opening), ex, known),
				SqlStates.worthRetrying(ex.getSQLState()), ex);
	}

	private StepException atStatement(SqlStatement statement, int number, SQLException ex, String outcome) {
		return new StepException(this.reports.atStatement(statement, number, ex, outcome),
				SqlStates.worthRetrying(ex.getSQLState()), ex);
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
