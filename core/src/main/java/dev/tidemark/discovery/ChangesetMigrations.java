package dev.tidemark.discovery;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.ChangesetHead;
import dev.tidemark.sql.EndDelimiter;
import dev.tidemark.sql.ScriptChecksum;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;

/**
 * Makes migrations of changesets, given in their order.
 */
final class ChangesetMigrations {

	/** What stands for an undo that has nothing to do. */
	private static final String NOTHING = "(?is)\\s*(not required|empty).*";

	private static final String OTHER_CHANGESET = "(?is).*\\bchangesetid:.*";

	private final List<MigrationProblem> problems;

	private @Nullable String repeatableBefore;

	ChangesetMigrations(List<MigrationProblem> problems) {
		this.problems = problems;
	}

	/**
	 * Makes a migration.
	 * @param changeset the changeset
	 * @param place its place among all
	 */
	Migration read(Changeset changeset, String place) {
		ChangesetHead head = changeset.head();
		ChangesetAttributes.refused(head).forEach((message) -> report(changeset, message));
		boolean repeatable = head.flag("runOnChange").orElse(false);
		Boolean transactional = head.flag("runInTransaction").filter((inTransaction) -> !inTransaction).orElse(null);
		SqlScript up = up(changeset, transactional, repeatable);
		String identity = changeset.identity();
		SqlScript ordered = repeatable ? afterTheOneBefore(up, identity) : up;
		return new SqlMigration(repeatable ? MigrationKind.REPEATABLE : MigrationKind.SQL,
				repeatable ? null : Version.of(place).withName(identity), identity, ordered,
				down(changeset, transactional), ScriptChecksum.of(up.text()));
	}

	/**
	 * Changesets that run on change keep their order, whatever their names.
	 */
	private SqlScript afterTheOneBefore(SqlScript script, String identity) {
		String before = this.repeatableBefore;
		this.repeatableBefore = identity;
		return (before != null) ? new SqlScript(script.location(), script.text(), script.firstLine(),
				script.directives().alsoAfter(before)) : script;
	}

	private SqlScript up(Changeset changeset, @Nullable Boolean transactional, boolean repeatable) {
		boolean split = changeset.head().flag("splitStatements").orElse(true);
		String text = split ? delimited(changeset, "endDelimiter", changeset.up()) : changeset.up();
		return script(changeset, text, changeset.line(), transactional, !repeatable);
	}

	private @Nullable SqlScript down(Changeset changeset, @Nullable Boolean transactional) {
		String text = changeset.down();
		if (text == null) {
			return null;
		}
		if (text.matches(OTHER_CHANGESET)) {
			report(changeset, "its rollback runs another changeset again: write the SQL of that one in its place");
		}
		String undo = text.matches(NOTHING) ? "-- rollback: nothing to do\n" : text;
		boolean split = changeset.head().flag("rollbackSplitStatements").orElse(true);
		return script(changeset, split ? delimited(changeset, "rollbackEndDelimiter", undo) : undo,
				changeset.downLine(), transactional, false);
	}

	private String delimited(Changeset changeset, String attribute, String text) {
		String said = changeset.head().attribute(attribute).orElse("");
		EndDelimiter delimiter = said.isEmpty() ? EndDelimiter.USUAL : EndDelimiter.find(said).orElse(null);
		if (delimiter == null) {
			report(changeset,
					"%s:%s is no delimiter that can be found for certain: write ';', '/' or a word such as GO, at the end of a line"
						.formatted(attribute, said));
			return text;
		}
		return delimiter.replacedIn(text);
	}

	private SqlScript script(Changeset changeset, String text, int firstLine, @Nullable Boolean transactional,
			boolean versioned) {
		return new SqlScript(changeset.file().location(), text, firstLine,
				directives(changeset, text, firstLine, versioned).orElse(transactional, null));
	}

	private ScriptDirectives directives(Changeset changeset, String text, int firstLine, boolean versioned) {
		try {
			return versioned ? ScriptDirectives.parse(text, firstLine)
					: ScriptDirectives.parseUnversioned(text, firstLine);
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(changeset.file().location(), ex));
			return ScriptDirectives.NONE;
		}
	}

	private void report(Changeset changeset, String message) {
		this.problems.add(changeset.problem(message));
	}

}
