package dev.tidemark.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ends a statement of a script beside a semicolon, such as {@code GO} or {@code /}
 * at the end of a line. Immutable.
 */
public final class EndDelimiter {

	/** What ends statements where nothing else is said. */
	public static final EndDelimiter USUAL = new EndDelimiter(Set.of("/", "go"), true);

	/**
	 * Liquibase reads it as a regular expression, of which only these parts are usual.
	 */
	private static final Pattern FORM = Pattern
		.compile("(?<line>(\\\\[rn]|\\^|\\\\s[*+]?)*)(?<core>[A-Za-z]+|[/@#~%&!|?^;:]+)(\\\\[rn]|\\\\s[*+]?|\\$)*");

	private final Set<String> delimiters;

	private final boolean alone;

	private EndDelimiter(Set<String> delimiters, boolean alone) {
		this.delimiters = delimiters;
		this.alone = alone;
	}

	/**
	 * Reads a delimiter.
	 * @param text as a changeset's {@code endDelimiter} gives it
	 * @return the delimiter, or empty where it is none that can be found for certain
	 */
	public static Optional<EndDelimiter> find(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String core = matcher.group("core").toLowerCase(Locale.ROOT);
		boolean alone = core.equals("/") || !matcher.group("line").isEmpty();
		return Optional.of(new EndDelimiter(core.matches(";+") ? Set.of() : Set.of(core), alone));
	}

	/**
	 * Puts a semicolon in place of each, so that everything else keeps its line and
	 * column.
	 * @param script the script
	 * @return the script with semicolons
	 */
	public String replacedIn(String script) {
		StringBuilder replaced = new StringBuilder(script);
		SqlLexer lexer = new SqlLexer(script);
		while (lexer.advance()) {
			if (!lexer.kind().gap() && is(lexer, script)) {
				replaced.replace(lexer.start(), lexer.end(), ";" + " ".repeat(lexer.end() - lexer.start() - 1));
			}
		}
		return replaced.toString();
	}

	private boolean is(SqlLexer token, String script) {
		return this.delimiters.contains(token.token().toLowerCase(Locale.ROOT)) && endsLine(script, token.end())
				&& (!this.alone || beginsLine(script, token.start()));
	}

	private static boolean endsLine(String script, int end) {
		int next = end;
		while (next < script.length() && " \t\r".indexOf(script.charAt(next)) >= 0) {
			next++;
		}
		return next == script.length() || script.charAt(next) == '\n';
	}

	private static boolean beginsLine(String script, int start) {
		return start == 0 || script.charAt(start - 1) == '\n';
	}

}
