package dev.tidemark.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.execution.BoundedWaits;
import dev.tidemark.execution.FailureReports;
import dev.tidemark.execution.JavaCode;
import dev.tidemark.execution.PlanExecutor;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedCallbacks;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RunEvents;
import dev.tidemark.plan.Segment;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionRules;

/**
 * Executes a plan on the live database in one transaction, which is rolled back and
 * cannot be committed.
 */
public final class LiveRehearsal {

	private static final String OUTCOME = "the rehearsal was rolled back, and nothing of it is left";

	private static final String SAVEPOINT = "tidemark_rehearsal";

	private static final String DEFERRED = """
			SELECT pg_catalog.format('SET CONSTRAINTS %I.%I DEFERRED', n.nspname, c.conname)
			FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
			WHERE c.condeferred
			""";

	private static final Pattern CHECKS_ALL = Pattern.compile("(?i)SET\\s+CONSTRAINTS\\s+ALL\\s+IMMEDIATE\\b");

	private static final Pattern MAKES_DEFERRED = Pattern.compile("(?i)\\bINITIALLY\\s+DEFERRED\\b");

	private final Session session;

	private final SessionSettings settings;

	private final Duration budget;

	private final BoundedWaits waits;

	private final StatementRecorder recorder;

	private final Cancellation cancellation;

	private final NoCommit noCommit;

	private boolean constraintsImmediate;

	/**
	 * Prepares a rehearsal.
	 * @param session a session that holds the migration lock
	 * @param settings sets it up between two migrations
	 * @param budget how long it may wait for locks
	 * @param waits keeps the waits within the budget
	 * @param recorder looks at the session
	 * @param cancellation tells whether it is to end early
	 */
	public LiveRehearsal(Session session, SessionSettings settings, Duration budget, BoundedWaits waits,
			StatementRecorder recorder, Cancellation cancellation) {
		this.session = session;
		this.settings = settings;
		this.budget = budget;
		this.waits = waits;
		this.recorder = recorder;
		this.cancellation = cancellation;
		this.noCommit = new NoCommit(session);
	}

	/**
	 * Executes a plan and rolls it back.
	 * @param plan the plan
	 * @return why it failed, or {@code null}
	 * @throws MigrationCancelledException if it was to end early
	 * @throws SQLException if the session cannot be set up
	 */
	public @Nullable MigrationFailure run(MigrationPlan plan) throws SQLException {
		this.session.observe(this.recorder);
		this.recorder.expect(plan);
		// code that ends the transaction by ROLLBACK would write on its own from there
		this.session.execute("SET default_transaction_read_only = on");
		this.session.execute("BEGIN READ WRITE");
		try {
			prepare();
			steps(plan);
			return null;
		}
		catch (FailedRehearsal ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException(
						"The rehearsal was cancelled: it was rolled back, and nothing of it is left", ex);
			}
			return ex.failure();
		}
		finally {
			this.session.observe(null);
			rollback();
		}
	}

	private void rollback() {
		try {
			this.session.execute("ROLLBACK");
			this.settings.reset(this.session);
		}
		catch (SQLException ex) {
			// the session is gone, and its transaction with it
		}
	}

	private void prepare() throws SQLException {
		this.session.execute("SET LOCAL lock_timeout = '%dms'".formatted(this.budget.toMillis()));
		try {
			this.noCommit.arm();
		}
		catch (SQLException ex) {
			if (!SqlStates.INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
				throw ex;
			}
			throw new RehearsalException(
					"A rehearsal on the live database makes a temporary table that keeps it from being committed, and the role may not: %s. Nothing was run"
						.formatted(ex.getMessage()),
					"GRANT TEMPORARY ON DATABASE to the role, or rehearse on a copy (the default).", ex);
		}
	}

	private void steps(MigrationPlan plan) throws FailedRehearsal {
		boolean up = plan.steps().stream().allMatch((step) -> step.direction() == Direction.UP);
		RunEvents events = RunEvents.of(up ? Direction.UP : Direction.DOWN);
		boolean snapshot = plan.steps().stream().anyMatch(PlannedStep::isSnapshot);
		if (!snapshot) {
			callbacks(plan, List.of(events.before()));
		}
		boolean versioned = true;
		int number = 0;
		for (PlannedStep step : plan.steps()) {
			number++;
			if (versioned && step.migration().version() == null) {
				versioned = false;
				callbacks(plan, events.afterVersioned());
				callbacks(plan, events.beforeRepeatables());
			}
			step(plan, step, PlanExecutor.describe(step, number, plan.steps().size()), RunEvents.of(step.direction()));
			if (step.isSnapshot()) {
				callbacks(plan, List.of(events.before()));
			}
		}
		if (versioned) {
			callbacks(plan, events.afterVersioned());
		}
		callbacks(plan, events.after());
	}

	private void callbacks(MigrationPlan plan, List<CallbackEvent> events) throws FailedRehearsal {
		for (CallbackEvent event : events) {
			for (PlannedCallback planned : plan.callbacks().of(event)) {
				FailureReports reports = FailureReports.of(planned);
				this.recorder.begins();
				callback(planned, 0, 0, reports);
				end(reports);
			}
		}
	}

	private void callback(PlannedCallback planned, int number, int total, FailureReports reports)
			throws FailedRehearsal {
		StepDescription description = new StepDescription(null, planned.callback().name(), planned.location(),
				StepDescription.CALLBACK, planned.callback().event().word(), number, total);
		segments(planned.segments(), 0, description, reports);
	}

	private void step(MigrationPlan plan, PlannedStep step, StepDescription description, RunEvents events)
			throws FailedRehearsal {
		FailureReports reports = new FailureReports(step);
		this.recorder.onEvent(new StepStarted("", description, 1));
		this.recorder.begins();
		PlannedCallbacks around = step.isSnapshot() ? PlannedCallbacks.NONE : plan.callbacks();
		for (PlannedCallback planned : around.of(events.beforeEach())) {
			callback(planned, description.number(), description.total(), FailureReports.of(planned));
		}
		if (step.isCode()) {
			code(step, reports);
		}
		else {
			segments(step.segments(), step.statementsDone(), description, reports);
		}
		for (PlannedCallback planned : around.of(events.afterEach())) {
			callback(planned, description.number(), description.total(), FailureReports.of(planned));
		}
		end(reports);
	}

	private void code(PlannedStep step, FailureReports reports) throws FailedRehearsal {
		try {
			JavaCode.call(step, this.session);
			this.recorder.begin();
		}
		catch (Exception ex) {
			this.recorder.ends();
			throw new FailedRehearsal(withBlockers(reports.inJava(ex, OUTCOME)), ex);
		}
	}

	private void segments(List<Segment> segments, int done, StepDescription description, FailureReports reports)
			throws FailedRehearsal {
		int number = done;
		for (Segment segment : segments) {
			segment(segment, number + segment.opened() + 1, description, reports);
			number += segment.statements().size();
		}
	}

	private void segment(Segment segment, int first, StepDescription description, FailureReports reports)
			throws FailedRehearsal {
		List<SqlStatement> body = segment.body();
		boolean undone = segment.kind() == SegmentKind.ROLLED_BACK_BLOCK;
		boolean mayBeRefused = !segment.block() && body.size() == 1;
		if (body.isEmpty()) {
			return;
		}
		SqlStatement only = body.get(0);
		if (mayBeRefused && TransactionRules.refusedInTransaction(only).isPresent()) {
			this.recorder.omitted(description, first, only);
			return;
		}
		try {
			if (undone || mayBeRefused) {
				this.session.execute("SAVEPOINT " + SAVEPOINT);
			}
			pieces(body, first, description, reports, mayBeRefused);
			if (undone) {
				this.session.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
			}
		}
		catch (SQLException ex) {
			throw around("a savepoint around the statements", ex, reports);
		}
	}

	/**
	 * Sends statements in pieces that end where something has to be done about deferred
	 * constraints.
	 */
	private void pieces(List<SqlStatement> body, int first, StepDescription description, FailureReports reports,
			boolean mayBeRefused) throws FailedRehearsal, SQLException {
		int start = 0;
		for (int i = 0; i < body.size(); i++) {
			String sql = body.get(i).text();
			boolean checks = CHECKS_ALL.matcher(sql).lookingAt();
			boolean defers = MAKES_DEFERRED.matcher(sql).find();
			if (!checks && !defers && i < body.size() - 1) {
				continue;
			}
			if (checks) {
				send(body.subList(start, i), first + start, description, reports, false);
				start = i;
				this.noCommit.disarm();
			}
			send(body.subList(start, i + 1), first + start, description, reports, mayBeRefused);
			start = i + 1;
			if (checks) {
				this.noCommit.arm();
			}
			if (defers) {
				deferAgain();
			}
		}
	}

	private void send(List<SqlStatement> body, int first, StepDescription description, FailureReports reports,
			boolean mayBeRefused) throws FailedRehearsal, SQLException {
		try {
			this.session.executeAll(body, (index) -> announce(body.get(index), first + index, description, reports));
		}
		catch (StatementException ex) {
			if (mayBeRefused && SqlStates.refusedInTransaction(ex.sqlException().getSQLState())) {
				this.session.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
				this.recorder.refused(description, first, body.get(0));
				return;
			}
			int index = Math.max(0, ex.index());
			throw new FailedRehearsal(
					withBlockers(reports.atStatement(body.get(index), first + index, ex.sqlException(), OUTCOME)), ex);
		}
	}

	private void announce(SqlStatement statement, int number, StepDescription description, FailureReports reports) {
		this.recorder.onEvent(new StatementStarted("", description, number, reports.statements(), statement.line(),
				statement.excerpt()));
	}

	/**
	 * Does what COMMIT would do at this place, and lets the next find the session as new.
	 */
	private void end(FailureReports reports) throws FailedRehearsal {
		try {
			this.recorder.rememberSequences();
			this.session.execute("SET LOCAL SESSION AUTHORIZATION DEFAULT; RESET ROLE");
			this.noCommit.disarm();
			this.session.execute("SET CONSTRAINTS ALL IMMEDIATE");
			this.constraintsImmediate = true;
			this.recorder.ends();
			this.settings.reset(this.session);
			prepare();
			deferAgain();
		}
		catch (SQLException ex) {
			this.recorder.ends();
			throw around("COMMIT (deferred constraints are checked there)", ex, reports);
		}
		if (this.cancellation.requested()) {
			throw around("going on", new SQLException("the rehearsal was cancelled", SqlStates.QUERY_CANCELED),
					reports);
		}
	}

	/**
	 * Constraints that are deferred by themselves are so again in the next transaction.
	 */
	private void deferAgain() throws SQLException {
		if (!this.constraintsImmediate) {
			return;
		}
		List<String> deferred = this.session.jdbc().sql(DEFERRED).query(String.class).list();
		if (!deferred.isEmpty()) {
			this.session.execute(String.join(";", deferred));
		}
	}

	private FailedRehearsal around(String what, SQLException ex, FailureReports reports) {
		return new FailedRehearsal(withBlockers(reports.around(what, ex, OUTCOME)), ex);
	}

	private MigrationFailure withBlockers(MigrationFailure failure) {
		boolean late = SqlStates.LOCK_NOT_AVAILABLE.equals(failure.sqlState()) || this.waits.overBudget();
		if (!late) {
			return failure;
		}
		List<String> blockers = this.waits.blockers();
		String who = Optional.of(String.join(", ", blockers)).filter((names) -> !names.isEmpty()).orElse("unknown");
		return new MigrationFailure(failure.label(), failure.script(), failure.line(), failure.statementNumber(),
				failure.statementsTotal(), failure.statement(), failure.sqlState(), failure.message(),
				"waited longer for a lock than the %d ms that the rehearsal may; in the way: %s"
					.formatted(this.budget.toMillis(), who),
				"Rehearse at a quieter time or on a copy (the default), or allow a longer wait.", failure.outcome(),
				failure.callback());
	}

	/**
	 * Ends the rehearsal.
	 */
	private static final class FailedRehearsal extends Exception {

		private final transient MigrationFailure failure;

		FailedRehearsal(MigrationFailure failure, Exception cause) {
			super(cause);
			this.failure = failure;
		}

		MigrationFailure failure() {
			return this.failure;
		}

	}

}
