package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.AfterCrash;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.sql.SqlStatement;

/**
 * A process died, or lost its connection, while a statement outside a transaction ran:
 * decides whether the next run may go on.
 */
final class Interruption {

	private final SqlScript script;

	private final Direction direction;

	private final String table;

	private final AppliedMigration row;

	private final StatementJournal journal;

	private final int number;

	private final List<SqlStatement> statements;

	/**
	 * Describes what was interrupted.
	 * @param statements the statements of the script as it is now
	 */
	Interruption(SqlScript script, Direction direction, String table, AppliedMigration row,
			List<SqlStatement> statements) {
		this.script = script;
		this.direction = direction;
		this.table = table;
		this.row = row;
		this.journal = row.journal();
		this.number = this.journal.runningNumber();
		this.statements = statements;
	}

	/**
	 * Adds a problem where somebody has to look first.
	 * @param remaining what is left to do
	 * @param before the statements of the interrupted attempt, or none where they are the
	 * same or not stored
	 */
	void check(List<Segment> remaining, List<SqlStatement> before, List<MigrationProblem> problems,
			List<String> warnings) {
		if (this.number == 0 || this.script.directives().rerunnable()) {
			return;
		}
		Optional<SqlStatement> known = find(remaining);
		SqlStatement interrupted = known.or(() -> at(this.number, before)).orElse(null);
		if (interrupted == null && !this.journal.noted()) {
			interrupted = firstAlone(remaining);
			if (interrupted == null) {
				return;
			}
		}
		if (interrupted == null || AfterCrash.of(interrupted) == AfterCrash.UNKNOWN) {
			problems.add(problem(interrupted, remaining));
		}
		else if (known.isEmpty() && this.journal.noted()) {
			warnings.add("Migration %s: statement %d was interrupted and edited since; what it left stays: %s"
				.formatted(this.row.label(), this.number, interrupted.excerpt()));
		}
	}

	private Optional<SqlStatement> find(List<Segment> remaining) {
		return remaining.stream()
			.flatMap((segment) -> segment.statements().stream())
			.filter(this.journal::began)
			.findFirst();
	}

	private Optional<SqlStatement> at(int place, List<SqlStatement> script) {
		return Optional.of(script)
			.filter((all) -> all.size() >= place)
			.map((all) -> all.get(place - 1))
			.filter(this.journal::began);
	}

	/**
	 * A release that kept no journal may have sent the next statement, if that runs
	 * outside a transaction.
	 */
	private static @Nullable SqlStatement firstAlone(List<Segment> remaining) {
		return (remaining.isEmpty() || remaining.get(0).transactional()) ? null : remaining.get(0).statements().get(0);
	}

	private MigrationProblem problem(@Nullable SqlStatement interrupted, List<Segment> remaining) {
		boolean inPlace = !this.journal.noted() || at(this.number, this.statements).isPresent();
		String message = """
				the process that ran statement %1$d%2$s died or lost its connection, and nobody knows whether it was done%3$s. Look, then say so:
				      it was done:               %4$s
				      it was not done:           %5$s
				      repeating it does no harm: write '-- tidemark: rerunnable=true' at the head of the script"""
			.formatted(this.number, (interrupted != null) ? " (" + interrupted.excerpt() + ")" : "",
					inPlace ? "" : "; another statement stands there now, so if it was done, put it back first",
					done(interrupted), update(""));
		return remaining.isEmpty() ? new MigrationProblem(this.script.location(), message)
				: at(remaining.get(0).statements().get(0), message);
	}

	private MigrationProblem at(SqlStatement next, String message) {
		return new MigrationProblem(this.script.location(), next.line(), next.column(), message);
	}

	private String done(@Nullable SqlStatement interrupted) {
		List<SqlStatement> done = new ArrayList<>(
				this.statements.subList(0, Math.min(this.number - 1, this.statements.size())));
		if (interrupted != null) {
			done.add(interrupted);
		}
		String checksum = (interrupted != null) ? StatementJournal.of(null, done).doneChecksum() : null;
		if (this.direction == Direction.DOWN) {
			return update("done_checksum = %s, "
				.formatted((checksum != null) ? SqlQuote.literal(this.number + " " + checksum) : "NULL"));
		}
		return update("statements_done = %d, done_checksum = %s, ".formatted(this.number,
				(checksum != null) ? SqlQuote.literal(checksum) : "NULL"));
	}

	private String update(String assignments) {
		String state = (this.direction == Direction.UP) ? "state = 'failed', " : "";
		return "UPDATE %s SET %s%srunning_statement = NULL WHERE id = %d;".formatted(this.table, assignments, state,
				this.row.id());
	}

}
