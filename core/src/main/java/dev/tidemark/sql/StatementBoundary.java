package dev.tidemark.sql;

import java.util.regex.Pattern;

/**
 * Knows the line comments by which goose, sql-migrate and Drizzle end a statement, with
 * or without a semicolon.
 */
final class StatementBoundary {

	private static final Pattern BOUNDARY = Pattern.compile(
			"--(?:[ \\t]*\\+(?:goose|migrate)[ \\t]+Statement(?:Begin|End)|>[ \\t]*statement-breakpoint)\\b",
			Pattern.CASE_INSENSITIVE);

	private StatementBoundary() {
	}

	/**
	 * Tells whether a token is such a comment.
	 */
	static boolean is(SqlLexer token) {
		return token.kind() == TokenKind.LINE_COMMENT && BOUNDARY.matcher(token.token()).lookingAt();
	}

}
