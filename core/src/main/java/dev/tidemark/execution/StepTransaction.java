package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SessionTraces;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionRules;

/**
 * One transaction: BEGIN, statements of a script, what is written into the history,
 * COMMIT. Where the driver allows, it is one round trip.
 */
final class StepTransaction {

	private static final String BEGIN = "BEGIN";

	private final RunContext context;

	private final StepDescription description;

	private final FailureReports reports;

	private final Duration lockTimeout;

	private final Duration statementTimeout;

	private final boolean modes;

	/** Whether the session is as new when it begins. */
	private final boolean asNew;

	/** Whether its statements surely leave the session so. */
	private final boolean traceless;

	private StepTransaction(RunContext context, StepDescription description, FailureReports reports,
			@Nullable Duration lockTimeout, @Nullable Duration statementTimeout, boolean modes, boolean asNew,
			boolean traceless) {
		this.context = context;
		this.description = description;
		this.reports = reports;
		ExecutionSettings settings = context.settings();
		this.lockTimeout = Objects.requireNonNullElse(lockTimeout, settings.lockTimeout());
		this.statementTimeout = Objects.requireNonNullElse(statementTimeout, settings.statementTimeout());
		this.modes = modes;
		this.asNew = asNew && context.sessionSettings().sessionIsOurs();
		this.traceless = traceless && context.sessionSettings().sessionIsOurs()
				&& context.sessionSettings().onlyStatementsLeaveTraces();
	}

	static StepTransaction of(RunContext context, PlannedStep step, StepDescription description,
			StepCallbacks callbacks) {
		SqlScript script = step.script();
		boolean modes = (script != null && TransactionRules.setsModes(script.text()))
				|| callbacks.statements().map(SqlStatement::text).anyMatch(TransactionRules::setsModes);
		return new StepTransaction(context, description, new FailureReports(step), step.lockTimeout(),
				step.statementTimeout(), modes, step.transactional(),
				step.traceless() && callbacks.statements().allMatch(SessionTraces::none));
	}

	static StepTransaction of(RunContext context, PlannedCallback callback, StepDescription description) {
		SqlScript script = callback.callback().script();
		ScriptDirectives directives = script.directives();
		return new StepTransaction(context, description, FailureReports.of(callback), directives.lockTimeout(),
				directives.statementTimeout(), TransactionRules.setsModes(script.text()), false, false);
	}

	private List<String> opening() {
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
		boolean sameTimeout = this.asNew && this.lockTimeout.equals(this.context.settings().lockTimeout());
		if (this.context.probe().capabilities().lockTimeout() && !sameTimeout) {
			opening.add("SET LOCAL lock_timeout = '%dms'".formatted(lockTimeout().toMillis()));
		}
		if (!this.statementTimeout.isZero()) {
			opening.add("SET LOCAL statement_timeout = '%dms'".formatted(this.statementTimeout.toMillis()));
		}
		return opening;
	}

	/**
	 * Returns what ends the transaction. What the script has set in a session of ours
	 * holds again afterwards, for the segments that follow.
	 */
	private List<String> closing(List<String> history) {
		List<String> closing = new ArrayList<>(
				this.traceless ? List.of() : this.context.sessionSettings().beforeRecording());
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
		return this.lockTimeout;
	}

	Duration statementTimeout() {
		return this.statementTimeout;
	}

	/**
	 * Executes a segment and records it, as far as its transaction can.
	 * @param segment the statements of the script
	 * @param before how many statements of the script come before them
	 * @param history what is written into the history
	 * @param outcome what is true after a failure, for people
	 */
	void execute(Segment segment, int before, List<String> history, String outcome) throws StepException {
		execute(StepCallbacks.NONE, segment, before, history, outcome);
	}

	/**
	 * Executes a segment with callbacks in the same transaction.
	 */
	void execute(StepCallbacks callbacks, Segment segment, int before, List<String> history, String outcome)
			throws StepException {
		List<ScriptPart> parts = new ArrayList<>(callbacks.before());
		parts.add(new ScriptPart(this.description, segment.body(), before + segment.opened() + 1, this.reports));
		parts.addAll(callbacks.after());
		TransactionParts all = new TransactionParts(opening(segment), parts, ending(segment, history));
		try {
			send(all);
		}
		catch (StatementException ex) {
			if (ex.index() == 0 && segment.opened() > 0) {
				SQLException cause = ex.sqlException();
				throw new StepException(
						this.reports.atStatement(segment.statements().get(0), before + 1, cause, outcome),
						SqlStates.worthRetrying(cause.getSQLState()), ex);
			}
			throw failed(all, ex, outcome);
		}
	}

	/**
	 * Begins a transaction that goes on with code.
	 */
	void begin(List<String> then, StepCallbacks callbacks, String outcome) throws StepException {
		List<String> opening = new ArrayList<>(opening());
		opening.addAll(then);
		sendPart(new TransactionParts(opening, callbacks.before(), List.of()), outcome);
	}

	/**
	 * Ends a transaction that code went on with.
	 */
	void end(StepCallbacks callbacks, List<String> history, String outcome) throws StepException {
		sendPart(new TransactionParts(List.of(), callbacks.after(), closing(history)), outcome);
	}

	private void sendPart(TransactionParts parts, String outcome) throws StepException {
		try {
			send(parts);
		}
		catch (StatementException ex) {
			throw failed(parts, ex, outcome);
		}
	}

	private void send(TransactionParts parts) throws StatementException {
		try {
			this.context.session()
				.executeAll(parts.statements(),
						(index) -> parts.at(index).ifPresent((place) -> place.announce(this.context)));
		}
		catch (StatementException ex) {
			rollback();
			throw ex;
		}
	}

	private List<String> ending(Segment segment, List<String> history) {
		if (segment.recordsItself()) {
			return closing(history);
		}
		return List.of((segment.kind() == SegmentKind.ROLLED_BACK_BLOCK) ? "ROLLBACK" : "COMMIT");
	}

	private StepException failed(TransactionParts parts, StatementException failure, String outcome) {
		SQLException ex = failure.sqlException();
		int index = failure.index();
		return parts.at(index).map((place) -> place.failed(ex, outcome)).orElseGet(() -> {
			boolean atCommit = index == StatementException.UNKNOWN || parts.ends(index);
			String ended = (index == StatementException.UNKNOWN) ? FailureReports.UNKNOWN
					: atCommit ? FailureReports.outcomeAtCommit(ex, outcome) : outcome;
			return new StepException(this.reports.around(around(index, parts), ex, ended),
					SqlStates.worthRetrying(ex.getSQLState()), ex);
		});
	}

	private String around(int index, TransactionParts parts) {
		if (index == StatementException.UNKNOWN) {
			return "one of several that went in one round trip, which the server did not answer in full";
		}
		return parts.opens(index) ? "beginning the transaction"
				: "%sCOMMIT (deferred constraints are checked there)"
					.formatted(this.description.direction().equals(StepDescription.CALLBACK) ? ""
							: "recording the migration and ");
	}

	void rollback() {
		rollback(this.context);
	}

	/**
	 * Rolls back; where the connection is lost, the server has done so.
	 */
	static void rollback(RunContext context) {
		try {
			context.session().execute("ROLLBACK");
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

}
