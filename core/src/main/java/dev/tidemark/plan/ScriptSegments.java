package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.SessionStatements;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementChecksum;
import dev.tidemark.sql.StatementSplitter;
import dev.tidemark.sql.TransactionControl;
import dev.tidemark.sql.TransactionRules;

/**
 * Cuts a script into segments: what runs in a transaction, ours or one of the script, and
 * what must run outside.
 */
final class ScriptSegments {

	private final Map<String, String> placeholders;

	private final List<MigrationProblem> problems;

	private final List<String> warnings;

	ScriptSegments(Map<String, String> placeholders, List<MigrationProblem> problems, List<String> warnings) {
		this.placeholders = placeholders;
		this.problems = problems;
		this.warnings = warnings;
	}

	/**
	 * Returns the statements of a script, or none where the script has a problem.
	 */
	List<SqlStatement> statements(SqlScript script) {
		try {
			boolean replace = Objects.requireNonNullElse(script.directives().placeholders(),
					!this.placeholders.isEmpty());
			String text = replace ? Placeholders.replace(script.text(), this.placeholders, script.firstLine())
					: script.text();
			return withoutWrapping(script, StatementSplitter.split(text, script.firstLine()));
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(script.location(), ex));
			return List.of();
		}
	}

	/**
	 * Takes a script's own BEGIN … COMMIT around everything as our transaction, also
	 * where settings of the session stand around it.
	 */
	private static List<SqlStatement> withoutWrapping(SqlScript script, List<SqlStatement> statements) {
		int begin = 0;
		while (begin < statements.size() && SessionStatements.setsSessionOnly(statements.get(begin))) {
			begin++;
		}
		int end = statements.size() - 1;
		while (end > begin && SessionStatements.setsSessionOnly(statements.get(end))) {
			end--;
		}
		// with transactional=false there is no transaction of ours that could take its
		// place
		boolean wrapped = begin < end && !Boolean.FALSE.equals(script.directives().transactional())
				&& TransactionControl.plainBegin(statements.get(begin))
				&& TransactionControl.of(statements.get(end)) == TransactionControl.COMMIT
				&& statements.subList(begin + 1, end).stream().noneMatch(ScriptSegments::controls);
		if (!wrapped) {
			return statements;
		}
		List<SqlStatement> inner = new ArrayList<>(statements);
		inner.remove(end);
		inner.remove(begin);
		return inner;
	}

	private static boolean controls(SqlStatement statement) {
		return TransactionControl.of(statement).controls();
	}

	/**
	 * Returns the segments of a whole script.
	 */
	List<Segment> segments(SqlScript script) {
		return segments(script, statements(script), 0, StatementJournal.NONE);
	}

	/**
	 * Returns the segments of a callback that runs in the transaction of its migration.
	 */
	List<Segment> oneTransaction(SqlScript script, CallbackEvent event) {
		List<Segment> segments = segments(script);
		if (script.directives().lockTimeout() != null || script.directives().statementTimeout() != null) {
			this.problems.add(new MigrationProblem(script.location(),
					"the directives lock-timeout and statement-timeout are those of the migration, to whose transaction %s belongs: write SET LOCAL lock_timeout or SET LOCAL statement_timeout in their place"
						.formatted(event.word())));
		}
		refuseOthers(script, segments, (
				statement) -> "'%s' cannot run in the transaction of a migration, to which %s belongs: move it into a callback of the whole run, such as afterMigrate, or into a migration"
					.formatted(statement.excerpt(), event.word()));
		return segments;
	}

	/**
	 * Checks that a snapshot happens as a whole or not at all.
	 */
	void checkSnapshot(SqlScript script, List<Segment> segments) {
		refuseOthers(script, segments, (
				statement) -> "'%s' cannot run in a transaction, and a snapshot is one transaction: write the snapshot again with the command 'snapshot', and keep what has to run outside in a migration"
					.formatted(statement.excerpt()));
	}

	private void refuseOthers(SqlScript script, List<Segment> segments, Function<SqlStatement, String> message) {
		segments.stream()
			.filter((segment) -> segment.kind() != SegmentKind.TOGETHER)
			.map((segment) -> segment.statements().get(0))
			.findFirst()
			.ifPresent((statement) -> new ScriptFindings(script, this.problems, this.warnings).problem(statement,
					message.apply(statement)));
	}

	/**
	 * Cuts statements into segments.
	 * @param done how many of them an earlier attempt did
	 * @param journal names the statement that is known to have run outside a transaction
	 * @return the segments that remain
	 */
	List<Segment> segments(SqlScript script, List<SqlStatement> statements, int done, StatementJournal journal) {
		ScriptFindings findings = new ScriptFindings(script, this.problems, this.warnings);
		Boolean asked = script.directives().transactional();
		Predicate<SqlStatement> alone = (statement) -> TransactionRules.refusedInTransaction(statement).isPresent()
				|| Boolean.FALSE.equals(asked) || (asked == null && journal.began(statement));
		boolean controlled = statements.stream().anyMatch(ScriptSegments::controls);
		List<Segment> segments = controlled ? new TransactionBlocks(alone, findings).cut(statements)
				: together(statements.subList(done, statements.size()), alone);
		if (Boolean.TRUE.equals(asked)) {
			checkOneTransaction(statements, segments, findings);
		}
		return controlled ? remaining(segments, done) : segments;
	}

	private static List<Segment> together(List<SqlStatement> statements, Predicate<SqlStatement> alone) {
		List<Segment> segments = new ArrayList<>();
		List<SqlStatement> together = new ArrayList<>();
		for (SqlStatement statement : statements) {
			if (alone.test(statement)) {
				flush(together, segments);
				segments.add(Segment.alone(statement));
			}
			else {
				together.add(statement);
			}
		}
		flush(together, segments);
		return segments;
	}

	private static void flush(List<SqlStatement> together, List<Segment> segments) {
		if (!together.isEmpty()) {
			segments.add(Segment.of(SegmentKind.TOGETHER, together));
			together.clear();
		}
	}

	private static void checkOneTransaction(List<SqlStatement> statements, List<Segment> segments,
			ScriptFindings findings) {
		boolean one = segments.size() == 1 && segments.get(0).kind() == SegmentKind.BLOCK;
		for (SqlStatement statement : statements) {
			Optional<String> refusal = TransactionRules.refusedInTransaction(statement);
			if (refusal.isPresent()) {
				findings.problem(statement,
						"PostgreSQL refuses %s inside a transaction, and the directive transactional=true asks for one: remove the directive"
							.formatted(refusal.get()));
			}
			else if (controls(statement) && !one) {
				findings.problem(statement,
						"'%s' stands in a script that asks for one transaction by the directive transactional=true: remove the directive, then the transactions of the script run as written; or remove this statement"
							.formatted(statement.excerpt()));
			}
		}
	}

	private static List<Segment> remaining(List<Segment> segments, int done) {
		List<Segment> remaining = new ArrayList<>();
		int before = 0;
		for (Segment segment : segments) {
			int size = segment.statements().size();
			if (before + size > done) {
				remaining.add((before < done) ? segment.after(done - before) : segment);
			}
			before += size;
		}
		return remaining;
	}

	/**
	 * Checks that the statements which an earlier attempt did are still the same.
	 * @param before the statements of that attempt, or none when its script is not stored
	 * @param checksum the checksum of those that are done, or {@code null}
	 */
	void checkDoneUnchanged(SqlScript script, List<SqlStatement> statements, int done, List<SqlStatement> before,
			@Nullable String checksum) {
		String expected = (before.size() >= done) ? StatementChecksum.of(before.subList(0, done)) : checksum;
		boolean same = statements.size() >= done && StatementChecksum.of(statements.subList(0, done)).equals(expected);
		if (!same) {
			this.problems.add(new MigrationProblem(script.location(),
					"its first %d statements have run and are committed, and they %s: restore them as they were, and change only what follows"
						.formatted(done, (expected != null) ? "have been edited since"
								: "cannot be compared, as the script was not stored")));
		}
	}

}
