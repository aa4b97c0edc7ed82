package dev.tidemark.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RunEvents;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SessionStatements;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionControl;
import dev.tidemark.sql.TransactionRules;

/**
 * Refuses, before anything runs, what cannot work where each transaction may reach
 * another session: behind a pooler in transaction mode.
 */
final class PoolerCheck {

	private static final String TIMEOUTS = """
			SELECT name || ' = ' || setting || 'ms' FROM pg_catalog.pg_settings
			WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout') AND setting <> '0' ORDER BY name
			""";

	private static final Pattern SESSION_LOCK = Pattern.compile("(?i)\\bpg_(try_)?advisory_lock(_shared)?\\b");

	private final RunContext context;

	private final List<MigrationProblem> problems = new ArrayList<>();

	PoolerCheck(RunContext context) {
		this.context = context;
	}

	void check(MigrationPlan plan) {
		plan.steps()
			.stream()
			.filter((step) -> !step.isCode())
			.forEach((step) -> checkLocks(step.location(), remaining(step)));
		plan.callbacks().all().forEach((planned) -> checkLocks(planned.location(), planned.statements().stream()));
		plan.steps().stream().filter((step) -> !step.isCode()).forEach(this::checkModes);
		List<PlannedStep> steps = plan.steps()
			.stream()
			.filter((step) -> !step.isCode() && !step.transactional())
			.toList();
		steps.forEach(this::checkSettings);
		plan.callbacks().all().stream().filter((planned) -> cannotSet(planned, steps)).forEach(this::checkSettings);
		checkTimeouts(steps);
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems);
		}
	}

	/**
	 * Such a lock outlives COMMIT and ROLLBACK, and the session that has it.
	 */
	private void checkLocks(String location, Stream<SqlStatement> statements) {
		statements.filter((statement) -> SESSION_LOCK.matcher(statement.text()).find())
			.forEach((statement) -> report(location, statement,
					"'%s' takes an advisory lock of the session, which behind a pooler in transaction mode goes to other clients and is never released: use pg_advisory_xact_lock, or give Tidemark a direct connection with tidemark.datasource.url"
						.formatted(statement.excerpt())));
	}

	/**
	 * What has to be set in each transaction leaves it no choice of an isolation level.
	 */
	private void checkModes(PlannedStep step) {
		step.segments()
			.stream()
			.flatMap((segment) -> Stream.concat(
					segment.opening().stream().filter((opening) -> !TransactionControl.plainBegin(opening)),
					segment.body().stream().filter(TransactionControl::setsModes)))
			.distinct()
			.forEach((statement) -> report(step, statement,
					"'%s' sets modes of a transaction, which cannot be had behind a pooler in transaction mode: give Tidemark a direct connection with tidemark.datasource.url, or remove the modes"
						.formatted(statement.excerpt())));
	}

	private void checkSettings(PlannedStep step) {
		List<SqlStatement> statements = Stream.concat(step.done().stream(), remaining(step)).toList();
		SessionStatements.of(statements)
			.stream()
			.findFirst()
			.ifPresent((statement) -> report(step, statement,
					"'%s' sets something for the session, but the script is not one transaction, and behind a pooler in transaction mode the next may reach another session: give Tidemark a direct connection with tidemark.datasource.url, or move the statement that runs outside a transaction into a migration of its own"
						.formatted(statement.excerpt())));
	}

	/**
	 * Tells whether what a callback sets would not reach what follows it: the rest of its
	 * script, or the migration.
	 */
	private static boolean cannotSet(PlannedCallback planned, List<PlannedStep> notTransactional) {
		return planned.segments().size() > 1 || notTransactional.stream()
			.anyMatch((step) -> RunEvents.of(step.direction()).beforeEach() == planned.callback().event());
	}

	private void checkSettings(PlannedCallback planned) {
		SessionStatements.of(planned.statements())
			.stream()
			.findFirst()
			.ifPresent((statement) -> report(planned.location(), statement,
					"'%s' sets something for the session, but not everything that is to find it is one transaction with the callback, and behind a pooler in transaction mode the next may reach another session: give Tidemark a direct connection with tidemark.datasource.url, or remove the statement"
						.formatted(statement.excerpt())));
	}

	/**
	 * A concurrent build waits for older transactions by design: a timeout would leave an
	 * INVALID index again and again.
	 */
	private void checkTimeouts(List<PlannedStep> steps) {
		List<String> timeouts = steps.stream().anyMatch((step) -> waiting(step).findAny().isPresent())
				? this.context.session().jdbc().sql(TIMEOUTS).query(String.class).list() : List.of();
		if (!timeouts.isEmpty()) {
			steps.forEach((step) -> waiting(step).forEach((statement) -> report(step, statement,
					"'%s' waits for older transactions by design, and would be cut off by %s, which cannot be taken back for one statement behind a pooler in transaction mode: ALTER ROLE … SET it to 0 for the migrating role, or give Tidemark a direct connection with tidemark.datasource.url"
						.formatted(statement.excerpt(), String.join(" and ", timeouts)))));
		}
	}

	private static Stream<SqlStatement> waiting(PlannedStep step) {
		return remaining(step).filter(TransactionRules::waitsByDesign);
	}

	private static Stream<SqlStatement> remaining(PlannedStep step) {
		return step.segments().stream().map(Segment::statements).flatMap(List::stream);
	}

	private void report(PlannedStep step, SqlStatement statement, String message) {
		report(step.location(), statement, message);
	}

	private void report(String location, SqlStatement statement, String message) {
		this.problems.add(new MigrationProblem(location, statement.line(), statement.column(), message));
	}

}
