package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementChecksum;
import dev.tidemark.sql.StatementSplitter;
import dev.tidemark.sql.TransactionRules;

/**
 * Cuts a script into segments: what runs in a transaction, and what must run outside.
 */
final class ScriptSegments {

	private static final Pattern PLAIN_BEGIN = Pattern
		.compile("(?i)BEGIN(\\s+(TRANSACTION|WORK))?|START\\s+TRANSACTION");

	private final Map<String, String> placeholders;

	private final List<MigrationProblem> problems;

	ScriptSegments(Map<String, String> placeholders, List<MigrationProblem> problems) {
		this.placeholders = placeholders;
		this.problems = problems;
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
	 * Takes a script's own BEGIN … COMMIT around everything as our transaction.
	 */
	private List<SqlStatement> withoutWrapping(SqlScript script, List<SqlStatement> statements) {
		int last = statements.size() - 1;
		// with transactional=false there is no transaction of ours that could take its
		// place
		boolean wrapped = last > 0 && !Boolean.FALSE.equals(script.directives().transactional())
				&& isPlainBegin(statements.get(0)) && TransactionRules.commits(statements.get(last));
		List<SqlStatement> inner = wrapped ? statements.subList(1, last) : statements;
		inner.stream()
			.filter(TransactionRules::controlsTransaction)
			.findFirst()
			.ifPresent((statement) -> report(script, statement,
					"'%s' in the middle of a script would break the transaction of the migration: split the script into several migrations, or remove it"
						.formatted(statement.excerpt())));
		return inner;
	}

	private static boolean isPlainBegin(SqlStatement statement) {
		// one with an isolation level or another mode is not what our own transaction is
		return PLAIN_BEGIN.matcher(statement.text()).matches();
	}

	/**
	 * Returns the segments of a whole script.
	 */
	List<Segment> segments(SqlScript script) {
		return segments(script, statements(script), StatementJournal.NONE);
	}

	/**
	 * Cuts statements into segments.
	 * @param journal names the statement that is known to have run outside a transaction
	 */
	List<Segment> segments(SqlScript script, List<SqlStatement> statements, StatementJournal journal) {
		Boolean asked = script.directives().transactional();
		List<Segment> segments = new ArrayList<>();
		List<SqlStatement> together = new ArrayList<>();
		for (SqlStatement statement : statements) {
			Optional<String> refusal = TransactionRules.refusedInTransaction(statement);
			if (Boolean.TRUE.equals(asked) && refusal.isPresent()) {
				report(script, statement,
						"PostgreSQL refuses %s inside a transaction, and the directive transactional=true asks for one: remove the directive"
							.formatted(refusal.get()));
			}
			if (refusal.isPresent() || Boolean.FALSE.equals(asked) || (asked == null && journal.began(statement))) {
				flush(together, segments);
				segments.add(new Segment(List.of(statement), false));
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
			segments.add(new Segment(together, true));
			together.clear();
		}
	}

	private void report(SqlScript script, SqlStatement statement, String message) {
		this.problems.add(new MigrationProblem(script.location(), statement.line(), statement.column(), message));
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
