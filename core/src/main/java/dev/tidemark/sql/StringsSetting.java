package dev.tidemark.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what a script sets {@code standard_conforming_strings} to, which decides
 * whether a backslash escapes in the plain strings of later statements.
 */
public final class StringsSetting {

	private static final String NAME = "standard_conforming_strings";

	/** Longer statements than any that only sets this. */
	private static final int LONGEST = 200;

	private static final Pattern SET = Pattern
		.compile("(?i)(?:SET\\s+(?:SESSION\\s+|LOCAL\\s+)?|SELECT\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*')"
				+ NAME + "(?:\\s*=|\\s+TO\\b|'\\s*,)\\s*'?(\\w+)");

	private static final Pattern RESET = Pattern.compile("(?i)(?:RESET\\s+(?:ALL|" + NAME + ")|DISCARD\\s+ALL)\\b");

	private static final Set<String> OFF = Set.of("off", "of", "false", "no", "0");

	private int start = -1;

	private boolean escapes;

	/**
	 * Begins a script.
	 * @param escapes whether a backslash escapes at its begin
	 */
	StringsSetting(boolean escapes) {
		this.escapes = escapes;
	}

	/**
	 * Takes the next token.
	 */
	void accept(SqlLexer token, String script) {
		if (token.kind() == TokenKind.SEMICOLON || StatementBoundary.is(token)) {
			endStatement(script, token.start());
			this.start = -1;
		}
		else if (this.start < 0 && !token.kind().gap()) {
			this.start = token.start();
		}
	}

	private void endStatement(String script, int end) {
		if (this.start < 0 || end - this.start > LONGEST || "sSrRdD".indexOf(script.charAt(this.start)) < 0) {
			return;
		}
		Matcher set = SET.matcher(script).region(this.start, end);
		if (set.lookingAt()) {
			this.escapes = OFF.contains(set.group(1).toLowerCase(Locale.ROOT));
		}
		else if (RESET.matcher(script).region(this.start, end).lookingAt()) {
			this.escapes = false;
		}
	}

	/**
	 * Tells whether a backslash escapes in plain strings.
	 */
	boolean escapes() {
		return this.escapes;
	}

	/**
	 * Tells whether strings may mean something else behind a statement.
	 * @param statement the statement
	 * @return whether it sets or resets the setting
	 */
	public static boolean changedBy(String statement) {
		return statement.length() <= LONGEST
				&& (SET.matcher(statement).lookingAt() || RESET.matcher(statement).lookingAt());
	}

}
