package dev.tidemark.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a script says about itself in the lines {@code -- tidemark: key=value, …} of its
 * head comment.
 *
 * @param transactional whether to run in a transaction, or {@code null} to find out
 * @param placeholders whether placeholders are replaced, or {@code null} where they are
 * if some have values
 * @param requires the versions that must have been applied
 * @param after the names of the repeatable migrations that come first
 * @param irreversible why it cannot be undone, or {@code null}
 * @param store whether the history keeps the script
 * @param rerunnable whether every statement may be repeated when nobody knows whether it
 * was done
 * @param lockTimeout how long to wait for a lock, zero for ever, or {@code null} for the
 * setting
 * @param statementTimeout how long a statement may run, zero for ever, or {@code null}
 * for the setting
 * @param appliedIf what has to be in a schema without a history for it to count as
 * applied, or {@code null}
 */
public record ScriptDirectives(@Nullable Boolean transactional, @Nullable Boolean placeholders, List<String> requires,
		List<String> after, @Nullable String irreversible, boolean store, boolean rerunnable,
		@Nullable Duration lockTimeout, @Nullable Duration statementTimeout, @Nullable AppliedIf appliedIf) {

	/**
	 * The directives of a script that has none.
	 */
	public static final ScriptDirectives NONE = new ScriptDirectives(null, null, List.of(), List.of(), null, true,
			false, null, null, null);

	public ScriptDirectives {
		requires = List.copyOf(requires);
		after = List.copyOf(after);
	}

	/**
	 * Reads the directives of a script.
	 * @param script the script
	 * @param firstLine the line of the file in which the script begins, counted from 1
	 * @return its directives; the defaults where it has none
	 * @throws SqlScriptException if a directive is unknown, has a bad value, stands
	 * twice, or comes after the head comment
	 */
	public static ScriptDirectives parse(String script, int firstLine) {
		if (!LineComments.begin(script, DirectiveParser.WORDS)) {
			return NONE;
		}
		DirectiveValues values = new DirectiveParser(script, firstLine).parse();
		return new ScriptDirectives(values.bool(DirectiveKey.TRANSACTIONAL), values.bool(DirectiveKey.PLACEHOLDERS),
				values.words(DirectiveKey.REQUIRES), values.words(DirectiveKey.AFTER),
				values.text(DirectiveKey.IRREVERSIBLE), !Boolean.FALSE.equals(values.bool(DirectiveKey.STORE)),
				Boolean.TRUE.equals(values.bool(DirectiveKey.RERUNNABLE)), values.duration(DirectiveKey.LOCK_TIMEOUT),
				values.duration(DirectiveKey.STATEMENT_TIMEOUT), values.appliedIf(DirectiveKey.APPLIED_IF));
	}

	/**
	 * Reads the directives of a script that is not the up part of a versioned migration.
	 * @param script the script
	 * @param firstLine the line of the file in which the script begins, counted from 1
	 * @return its directives; the defaults where it has none
	 * @throws SqlScriptException as {@link #parse(String, int)} does, and if a directive
	 * has no meaning there
	 */
	public static ScriptDirectives parseUnversioned(String script, int firstLine) {
		ScriptDirectives directives = parse(script, firstLine);
		if (directives.appliedIf != null) {
			throw new DirectiveParser(script, firstLine).parse()
				.misplaced(DirectiveKey.APPLIED_IF,
						"belongs to the up part of a versioned migration, and is looked at nowhere else");
		}
		return directives;
	}

	/**
	 * Returns the directives that a text does not say, as a line to put before it.
	 * @param script the text of the script
	 * @return a line without its end, or nothing where the text says all
	 */
	public String lineBefore(String script) {
		ScriptDirectives said = parse(script, 1);
		List<String> missing = new ArrayList<>();
		add(missing, DirectiveKey.TRANSACTIONAL, this.transactional, said.transactional);
		add(missing, DirectiveKey.PLACEHOLDERS, this.placeholders, said.placeholders);
		return missing.isEmpty() ? "" : "-- tidemark: " + String.join(", ", missing);
	}

	private static void add(List<String> missing, DirectiveKey key, @Nullable Boolean value, @Nullable Boolean said) {
		if (value != null && said == null) {
			missing.add(key.text() + "=" + value);
		}
	}

	/**
	 * Returns directives with what the script's tool says in its own way; what a
	 * directive says comes first.
	 * @param inTransaction whether to run in a transaction, or {@code null}
	 * @param withPlaceholders whether placeholders are replaced, or {@code null}
	 * @return a copy
	 */
	public ScriptDirectives orElse(@Nullable Boolean inTransaction, @Nullable Boolean withPlaceholders) {
		return new ScriptDirectives((this.transactional != null) ? this.transactional : inTransaction,
				(this.placeholders != null) ? this.placeholders : withPlaceholders, this.requires, this.after,
				this.irreversible, this.store, this.rerunnable, this.lockTimeout, this.statementTimeout,
				this.appliedIf);
	}

	/**
	 * Returns directives by which a repeatable migration comes after another one too.
	 * @param name the name of the other
	 * @return a copy
	 */
	public ScriptDirectives alsoAfter(String name) {
		List<String> names = new ArrayList<>(this.after);
		names.add(name);
		return new ScriptDirectives(this.transactional, this.placeholders, this.requires, names, this.irreversible,
				this.store, this.rerunnable, this.lockTimeout, this.statementTimeout, this.appliedIf);
	}

}
