package dev.tidemark.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.StepDescription;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.sql.SqlStatement;

/**
 * Several steps in one transaction. It is tried once: if anything is in the way, all of
 * it is rolled back, and each step has to go its own way, with its own report and its own
 * attempts.
 */
final class GroupedSteps {

	private static final Logger logger = LoggerFactory.getLogger(GroupedSteps.class);

	private final RunContext context;

	private final List<PlannedStep> steps;

	private final List<StepDescription> descriptions;

	GroupedSteps(RunContext context, List<PlannedStep> steps, List<StepDescription> descriptions) {
		this.context = context;
		this.steps = steps;
		this.descriptions = descriptions;
	}

	/**
	 * Executes the steps and records them. Listeners are told of them when they are
	 * committed.
	 * @return whether they are; if not, nothing of them is left
	 */
	boolean execute() {
		long start = System.nanoTime();
		ExecutionSettings settings = this.context.settings();
		this.context.watch()
			.begin(new WatchedAttempt(settings.lockTimeout(), this.context.database(), this.descriptions.get(0),
					this.context.events()));
		try {
			this.context.session().executeAll(statements(), (index) -> {
			});
		}
		catch (StatementException ex) {
			if (ex.index() == StatementException.UNKNOWN || SqlStates.connectionLost(ex.sqlException().getSQLState())) {
				throw lost(ex);
			}
			logger.debug("Steps {} to {} cannot share a transaction, and go one by one: {}",
					this.descriptions.get(0).label(), this.descriptions.get(this.descriptions.size() - 1).label(),
					ServerError.of(ex.sqlException()).message());
			StepTransaction.rollback(this.context);
			return false;
		}
		finally {
			this.context.watch().end();
		}
		publish(Duration.ofNanos(System.nanoTime() - start).dividedBy(this.steps.size()));
		return true;
	}

	/**
	 * They may be committed, all of them, and nobody is to say that they have not begun.
	 */
	private MigrationFailedException lost(StatementException ex) {
		String what = "one of %d migrations from %s to %s, which share a transaction".formatted(this.steps.size(),
				this.descriptions.get(0).label(), this.descriptions.get(this.steps.size() - 1).label());
		return new MigrationFailedException(
				new FailureReports(this.steps.get(0)).around(what, ex.sqlException(), FailureReports.UNKNOWN), ex);
	}

	private List<SqlStatement> statements() {
		List<String> opening = new ArrayList<>(List.of("BEGIN"));
		opening.addAll(this.context.sessionSettings().opening());
		Duration statementTimeout = this.context.settings().statementTimeout();
		if (!statementTimeout.isZero()) {
			opening.add("SET LOCAL statement_timeout = '%dms'".formatted(statementTimeout.toMillis()));
		}
		List<SqlStatement> all = new ArrayList<>(opening.stream().map(SqlStatement::of).toList());
		this.steps.stream()
			.flatMap((step) -> step.segments().stream())
			.forEach((segment) -> all.addAll(segment.statements()));
		closing().forEach((sql) -> all.add(SqlStatement.of(sql)));
		return all;
	}

	private List<String> closing() {
		List<HistoryRow> rows = this.steps.stream()
			.map((step) -> StepRows.of(step, this.context.appliedFrom(), this.context.historySettings()))
			.toList();
		List<String> closing = new ArrayList<>();
		if (!this.context.sessionSettings().sessionIsOurs()) {
			closing.addAll(this.context.sessionSettings().beforeRecording());
		}
		closing.add(this.context.history().insertApplied(rows));
		closing.addAll(this.context.lock().fence());
		closing.add("COMMIT");
		return closing;
	}

	private void publish(Duration share) {
		for (StepDescription step : this.descriptions) {
			this.context.events().publish(new StepStarted(this.context.database(), step, 1));
			this.context.events().publish(new StepFinished(this.context.database(), step, share));
		}
	}

}
