package dev.tidemark.sql;

import java.util.regex.Pattern;

/**
 * Writes SQL so that psql sends it to the server as it is: psql puts the values of its
 * variables in place of {@code :name}, {@code :'name'} and {@code :"name"}.
 */
public final class PsqlText {

	private static final Pattern CSV = Pattern.compile("(?i)\\bcsv\\b");

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

	/**
	 * Tells whether a statement reads data in a format in which psql has to know what the
	 * server knows: psql 17 and older send the line that ends the data too, which a
	 * server of version 18 takes for data of the CSV format.
	 * @param statement the statement
	 * @return whether it may be a COPY with data in the CSV format
	 */
	public static boolean readsCsv(SqlStatement statement) {
		return statement.data() != null && CSV.matcher(statement.text()).find();
	}

	private static boolean beginsName(char c) {
		return c == '\'' || c == '"' || c == '{' || c == '_' || c > '\u007f' || Character.isLetterOrDigit(c);
	}

}
