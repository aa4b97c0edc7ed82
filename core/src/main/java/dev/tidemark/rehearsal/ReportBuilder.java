package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;

/**
 * Puts together what was planned and what was seen.
 */
public final class ReportBuilder {

	private final MigrationPlan plan;

	private final StatementRecorder recorder;

	private final @Nullable MigrationFailure failure;

	private final boolean copy;

	/**
	 * Begins a report.
	 * @param plan what was to run, as it is written
	 * @param recorder what was seen
	 * @param copy whether it ran on a throw-away database
	 * @param failure why it failed, or {@code null}
	 */
	public ReportBuilder(MigrationPlan plan, StatementRecorder recorder, boolean copy,
			@Nullable MigrationFailure failure) {
		this.plan = plan;
		this.recorder = recorder;
		this.copy = copy;
		this.failure = failure;
	}

	/**
	 * Returns the steps with those callbacks that belong to the whole run around them.
	 * @return in the order in which they run
	 */
	public List<RehearsedStep> steps() {
		List<RehearsedStep> steps = new ArrayList<>(callbacks(true));
		for (int i = 0; i < this.plan.steps().size(); i++) {
			steps.add(step(this.plan.steps().get(i), i + 1));
		}
		steps.addAll(callbacks(false));
		return steps;
	}

	/**
	 * Returns what a rollback has not undone.
	 * @param live whether there was a rollback at all
	 * @return sentences
	 */
	public List<String> notes(boolean live) {
		List<String> notes = new ArrayList<>();
		List<RehearsedStep> steps = steps();
		boolean left = steps.stream()
			.flatMap((step) -> step.statements().stream())
			.anyMatch((statement) -> statement.outcome() == StatementOutcome.OMITTED);
		if (left && this.failure != null) {
			notes.add("Statements before the failing one were left out, and it may have failed for want of them.");
		}
		if (!live) {
			return notes;
		}
		if (!this.recorder.sequences().isEmpty()) {
			notes.add("Not undone by the rollback: sequences that moved on (%s)"
				.formatted(String.join(", ", this.recorder.sequences())));
		}
		if (this.plan.steps().stream().anyMatch(PlannedStep::isCode)) {
			notes.add("Not undone by the rollback: what Java migrations did outside of their connection.");
		}
		long rows = steps.stream()
			.flatMap((step) -> step.statements().stream())
			.mapToLong((statement) -> Math.max(0, statement.rows()))
			.sum();
		if (rows > 0) {
			notes.add("The %d rows that were written stay behind as dead rows until VACUUM.".formatted(rows));
		}
		return notes;
	}

	private List<RehearsedStep> callbacks(boolean before) {
		return this.plan.callbacks()
			.all()
			.stream()
			.filter((planned) -> !planned.callback().event().withMigration()
					&& planned.callback().event().beforeMigrations() == before)
			.filter((planned) -> seen(0).anyMatch((statement) -> statement.script().equals(planned.location())))
			.map(this::callback)
			.toList();
	}

	private RehearsedStep callback(PlannedCallback planned) {
		List<SqlStatement> statements = planned.statements();
		List<RehearsedStatement> all = merged(0, planned.location(), numbered(statements, 0, planned.segments()),
				false);
		return new RehearsedStep(null, planned.callback().name(), planned.location(), "callback",
				planned.callback().event().word(), all, took(all), this.recorder.strongHeld(0));
	}

	private RehearsedStep step(PlannedStep step, int number) {
		List<SqlStatement> statements = Stream
			.concat(step.done().stream(), step.segments().stream().flatMap((segment) -> segment.statements().stream()))
			.toList();
		List<Numbered> planned = numbered(statements, step.statementsDone(), step.segments());
		List<RehearsedStatement> all = new ArrayList<>(merged(number, step.location(), planned, true));
		if (step.isCode() && seen(number).noneMatch((statement) -> statement.number() == 0)) {
			all.add(new RehearsedStatement(step.location(), 0, "Java code", failed(step.location(), 0), true,
					Duration.ZERO, -1, List.of(), List.of(), null, Verdict.SAFE, null));
		}
		return new RehearsedStep(Objects.toString(step.migration().version(), null), step.migration().label(),
				step.location(), step.direction().word(), step.reason().words(), all, took(all),
				this.recorder.strongHeld(number));
	}

	private StatementOutcome failed(String script, int number) {
		MigrationFailure why = this.failure;
		return (why != null && why.script().equals(script) && why.statementNumber() == number) ? StatementOutcome.FAILED
				: StatementOutcome.NOT_REACHED;
	}

	/**
	 * What begins and ends transactions of a script is not among what is reported.
	 */
	private static List<Numbered> numbered(List<SqlStatement> all, int done, List<Segment> segments) {
		List<Numbered> numbered = new ArrayList<>();
		int number = done;
		for (Segment segment : segments) {
			int first = number + segment.opened();
			for (int i = 0; i < segment.body().size(); i++) {
				numbered.add(new Numbered(first + i + 1, all.get(first + i), segment.transactional()));
			}
			number += segment.statements().size();
		}
		return numbered;
	}

	/**
	 * What was seen comes in its order, callbacks of the migration included; then what
	 * was not reached.
	 */
	private List<RehearsedStatement> merged(int number, String script, List<Numbered> planned, boolean others) {
		List<RehearsedStatement> all = new ArrayList<>();
		Set<Integer> seen = new HashSet<>();
		Map<Integer, SqlStatement> byNumber = new HashMap<>();
		planned.forEach((each) -> byNumber.put(each.number(), each.statement()));
		seen(number).filter((statement) -> others || statement.script().equals(script)).forEach((statement) -> {
			boolean own = statement.script().equals(script);
			if (own) {
				seen.add(statement.number());
			}
			SqlStatement written = own ? byNumber.get(statement.number()) : null;
			boolean left = this.copy && written != null && ServerWideStatements.matches(written);
			all.add((left && written != null) ? omitted(script, written) : statement.statement());
		});
		planned.stream()
			.filter((each) -> !seen.contains(each.number()))
			.map((each) -> new RehearsedStatement(script, each.statement().line(), each.statement().excerpt(),
					failed(script, each.number()), each.transactional(), Duration.ZERO, -1, List.of(), List.of(), null,
					Verdict.SAFE, null))
			.forEach(all::add);
		return all;
	}

	private static RehearsedStatement omitted(String script, SqlStatement written) {
		return new RehearsedStatement(script, written.line(), written.excerpt(), StatementOutcome.OMITTED, true,
				Duration.ZERO, -1, List.of(), List.of(), null, Verdict.SAFE, ServerWideStatements.NOTE);
	}

	private Stream<Recorded> seen(int number) {
		return this.recorder.of(number).stream();
	}

	private static Duration took(List<RehearsedStatement> statements) {
		return statements.stream().map(RehearsedStatement::took).reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * A statement with its place.
	 *
	 * @param number its number in the script, from 1
	 * @param statement the statement
	 * @param transactional whether it runs in a transaction
	 */
	private record Numbered(int number, SqlStatement statement, boolean transactional) {

	}

}
