package dev.tidemark.sql;

/**
 * Writes SQL so that psql sends it to the server as it is: psql puts the values of its
 * variables in place of {@code :name}, {@code :'name'} and {@code :"name"}.
 */
public final class PsqlText {

	private PsqlText() {
	}

	/**
	 * Returns a statement as psql takes it from a file.
	 * @param statement the statement
	 * @return its text, in which colons before a name are escaped, without a semicolon
	 */
	public static String of(SqlStatement statement) {
		String text = statement.text();
		if (text.indexOf(':') < 0 && text.indexOf('\\') < 0) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text.length() + 1);
		SqlLexer lexer = new SqlLexer(text, statement.escapes());
		while (lexer.advance()) {
			if (lexer.kind() == TokenKind.LINE_COMMENT && lexer.token().startsWith("\\")) {
				// a command of psql that a dump contains, and that means nothing here
				continue;
			}
			boolean variable = lexer.kind() == TokenKind.OTHER && lexer.token().equals(":")
					&& lexer.end() < text.length() && beginsName(text.charAt(lexer.end()));
			escaped.append(variable ? "\\:" : lexer.token());
		}
		return escaped.toString();
	}

	private static boolean beginsName(char c) {
		return c == '\'' || c == '"' || c == '{' || c == '_' || c > '\u007f' || Character.isLetterOrDigit(c);
	}

}
