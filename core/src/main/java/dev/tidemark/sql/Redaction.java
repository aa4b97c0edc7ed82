package dev.tidemark.sql;

import java.util.regex.Pattern;

/**
 * Takes passwords out of what is stored, logged or shown.
 */
public final class Redaction {

	private static final String HIDDEN = "'***'";

	/** {@code password=…} within a connection string or a URL's query. */
	private static final Pattern KEY_VALUE = Pattern
		.compile("(?i)(\\b(?:password|passwd|pwd|sslpassword)\\s*=\\s*)(''[^']*''|\\\\'[^']*\\\\'|[^\\s'&;,)\"]+)");

	/** {@code user:secret@} of a URL. */
	private static final Pattern USER_INFO = Pattern
		.compile("(?i)(\\b[a-z][a-z0-9+.:-]*://[^\\s/:@'\"]+:)[^\\s@'\"]+@");

	private static final Pattern PASSWORD_LITERAL = Pattern
		.compile("(?i)(\\bPASSWORD\\s+)(?:E?'(?:[^']|'')*'|\\$\\$.*?\\$\\$)");

	private Redaction() {
	}

	/**
	 * Replaces passwords in SQL; everything else stays byte by byte.
	 * @param sql a script or a statement, which may be cut off
	 * @return the text without passwords
	 */
	public static String ofScript(String sql) {
		if (!mayHoldSecret(sql)) {
			return sql;
		}
		StringBuilder redacted = new StringBuilder(sql.length());
		SqlLexer lexer = new SqlLexer(sql, true);
		boolean afterPassword = false;
		while (lexer.next()) {
			boolean literal = lexer.token() == SqlLexer.Token.LITERAL;
			if (literal && afterPassword) {
				redacted.append(HIDDEN);
			}
			else {
				redacted.append(literal ? connectionStrings(lexer.tokenText()) : lexer.tokenText());
			}
			if (lexer.token().significant()) {
				afterPassword = isPasswordWord(lexer);
			}
		}
		return redacted.toString();
	}

	private static boolean isPasswordWord(SqlLexer lexer) {
		return lexer.isWord("PASSWORD") || (lexer.token() == SqlLexer.Token.QUOTED_IDENTIFIER
				&& lexer.tokenText().equalsIgnoreCase("\"password\""));
	}

	private static boolean mayHoldSecret(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c == 'p' || c == 'P')
					&& (text.regionMatches(true, i, "passw", 0, 5) || text.regionMatches(true, i, "pwd", 0, 3))) {
				return true;
			}
			if (c == ':' && text.startsWith("://", i)) {
				return true;
			}
		}
		return false;
	}

	private static String connectionStrings(String text) {
		return USER_INFO.matcher(KEY_VALUE.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
	}

	/**
	 * Replaces passwords in any text, such as a log line or what a driver said.
	 * @param text the text
	 * @return the text without passwords
	 */
	public static String ofMessage(String text) {
		if (!mayHoldSecret(text)) {
			return text;
		}
		return PASSWORD_LITERAL.matcher(connectionStrings(text)).replaceAll("$1" + HIDDEN);
	}

}
