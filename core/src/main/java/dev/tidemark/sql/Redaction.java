package dev.tidemark.sql;

/**
 * Takes passwords out of text that is stored, logged or shown.
 */
public final class Redaction {

	private Redaction() {
	}

	/**
	 * Redacts a script: a literal after the word PASSWORD becomes {@code '***'}, and so
	 * do passwords of connection strings within literals and comments. Also within
	 * function bodies and dynamic SQL. All else is kept as it is, and never an error is
	 * thrown.
	 * @param sql the script, also one that is not valid
	 * @return the script without passwords
	 */
	public static String ofScript(String sql) {
		return ofScript(sql, false);
	}

	/**
	 * Tells whether a script lacks something that was taken out.
	 * @param sql a script as {@link #ofScript(String)} returns it
	 * @return whether a literal of it holds the mask
	 */
	public static boolean lacksSecrets(String sql) {
		SqlLexer lexer = new SqlLexer(sql);
		while (lexer.advance()) {
			boolean literal = lexer.kind() == TokenKind.LITERAL || lexer.kind() == TokenKind.DOLLAR_QUOTED;
			if (literal && lexer.token().contains(SecretPatterns.MASK)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells whether a statement holds something that is to be taken out.
	 * @param statement the statement
	 * @return whether it is another one when it is redacted
	 */
	public static boolean concerns(SqlStatement statement) {
		return SecretPatterns.mayHoldSecret(statement.text()) && !ofStatement(statement).equals(statement.text());
	}

	/**
	 * Redacts a statement in the same way.
	 */
	static String ofStatement(SqlStatement statement) {
		return ofScript(statement.text(), statement.escapes());
	}

	private static String ofScript(String sql, boolean escapes) {
		return SecretPatterns.mayHoldSecret(sql) ? new ScriptRedaction(sql, 0, escapes).redact() : sql;
	}

	/**
	 * Redacts any text, such as an error message: credentials of URLs and of connection
	 * strings, and literals after the word PASSWORD.
	 * @param text the text
	 * @return the text without passwords
	 */
	public static String ofMessage(String text) {
		return SecretPatterns.mayHoldSecret(text) ? SecretPatterns.redactMessage(text) : text;
	}

}
