package dev.tidemark.sql;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a script's head comment directs: lines {@code -- tidemark: key=value, key=value}
 * before the first statement.
 *
 * @param transactional whether the script runs in a transaction, or {@code null} for what
 * its statements need
 * @param placeholders whether placeholders are replaced in it
 * @param requires versions that must be applied before it
 * @param after names of repeatable migrations that run before it
 * @param irreversible why it cannot be undone, or {@code null}
 * @param store whether the history keeps the script
 * @param lockTimeout how long an attempt waits for locks, or {@code null} for the default
 * @param statementTimeout how long a statement may run, or {@code null} for the default
 */
public record ScriptDirectives(@Nullable Boolean transactional, boolean placeholders, List<String> requires,
		List<String> after, @Nullable String irreversible, boolean store, @Nullable Duration lockTimeout,
		@Nullable Duration statementTimeout) {

	/** A script without directives. */
	public static final ScriptDirectives NONE = new ScriptDirectives(null, false, List.of(), List.of(), null, true,
			null, null);

	/**
	 * Copies the lists.
	 */
	public ScriptDirectives {
		requires = List.copyOf(requires);
		after = List.copyOf(after);
	}

	/**
	 * Reads the head comment of a script.
	 * @param script the text
	 * @param firstLine the line of the file at which the text begins, from 1
	 * @return what it directs
	 * @throws SqlScriptException if a directive does not exist, is given twice, or has a
	 * value that cannot be read
	 */
	public static ScriptDirectives parse(String script, int firstLine) {
		return new DirectiveReader(script, firstLine).read();
	}

}
