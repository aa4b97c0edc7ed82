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

	private static final Pattern SET = Pattern.compile(
			"(?i)(?:SET\\s+(?:SESSION\\s+|(?<local>LOCAL)\\s+)?|SELECT\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*')"
					+ NAME + "(?:\\s*=|\\s+TO\\b|'\\s*,)\\s*'?(?<value>\\w+)");

	private static final Pattern RESET = Pattern.compile("(?i)(?:RESET\\s+(?:ALL|" + NAME + ")|DISCARD\\s+ALL)\\b");

	private static final Pattern BEGIN = Pattern.compile("(?i)(?:BEGIN|START\\s+TRANSACTION)\\b");

	private static final Pattern END = Pattern.compile(
			"(?i)(?:(?<commit>COMMIT|END)|ROLLBACK|ABORT)(?:\\s+(?:WORK|TRANSACTION))?(?:\\s+AND\\s+NO\\s+CHAIN|(?<chain>\\s+AND\\s+CHAIN))?\\s*");

	private static final Set<String> OFF = Set.of("off", "of", "false", "no", "0");

	private int start = -1;

	private boolean escapes;

	/** What holds after ROLLBACK, and after COMMIT: SET LOCAL ends with both. */
	private boolean afterRollback;

	private boolean afterCommit;

	private boolean inTransaction;

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
		if (this.start < 0 || end - this.start > LONGEST || "sSrRdDbBcCeEaA".indexOf(script.charAt(this.start)) < 0) {
			return;
		}
		Matcher set = SET.matcher(script).region(this.start, end);
		Matcher endOfTransaction = END.matcher(script).region(this.start, end);
		if (set.lookingAt()) {
			set(OFF.contains(set.group("value").toLowerCase(Locale.ROOT)), set.group("local") != null);
		}
		else if (RESET.matcher(script).region(this.start, end).lookingAt()) {
			set(false, false);
		}
		else if (BEGIN.matcher(script).region(this.start, end).lookingAt()) {
			this.inTransaction = true;
			remember();
		}
		else if (this.inTransaction && endOfTransaction.matches()) {
			this.escapes = (endOfTransaction.group("commit") != null) ? this.afterCommit : this.afterRollback;
			this.inTransaction = endOfTransaction.group("chain") != null;
			remember();
		}
	}

	private void set(boolean value, boolean local) {
		this.escapes = value;
		this.afterCommit = local ? this.afterCommit : value;
	}

	private void remember() {
		this.afterRollback = this.escapes;
		this.afterCommit = this.escapes;
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
		return statement.length() <= LONGEST && !RowWrites.is(statement)
				&& (SET.matcher(statement).lookingAt() || RESET.matcher(statement).lookingAt());
	}

}
