package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares scripts by what they mean to the server and to us.
 */
public final class SqlComparison {

	private SqlComparison() {
	}

	/**
	 * Tells whether two scripts differ in comments and white space only. Literals are
	 * compared byte by byte, directives as they are understood.
	 * @param before one script
	 * @param after the other
	 * @return whether they mean the same
	 */
	public static boolean sameMeaning(String before, String after) {
		if (before.equals(after)) {
			return true;
		}
		try {
			return ScriptDirectives.parse(before, 1).equals(ScriptDirectives.parse(after, 1))
					&& tokens(before).equals(tokens(after));
		}
		catch (SqlScriptException ex) {
			return false;
		}
	}

	private static List<String> tokens(String script) {
		List<String> tokens = new ArrayList<>();
		SqlLexer lexer = new SqlLexer(script, false);
		boolean newLine = false;
		boolean literalBefore = false;
		while (lexer.next()) {
			if (!lexer.token().significant()) {
				newLine |= lexer.tokenText().chars().anyMatch((c) -> SqlLexer.isLineEnd((char) c));
				continue;
			}
			boolean literal = lexer.token() == SqlLexer.Token.LITERAL;
			// between two literals a line end joins them, and a blank does not
			tokens.add((literal && literalBefore && newLine) ? "\n" + lexer.tokenText() : lexer.tokenText());
			literalBefore = literal;
			newLine = false;
		}
		return tokens;
	}

}
