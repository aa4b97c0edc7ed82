package dev.tidemark.sql;

/**
 * Reads what a script means: over white space and comments, and with all that separates
 * two statements as one token.
 */
final class ComparedTokens {

	private final SqlLexer lexer;

	private boolean separator = true;

	ComparedTokens(String script) {
		this.lexer = new SqlLexer(script);
	}

	/**
	 * Moves to the next token.
	 * @return whether there is one
	 */
	boolean next() {
		boolean separated = this.separator;
		while (this.lexer.advance()) {
			this.separator = this.lexer.kind() == TokenKind.SEMICOLON || StatementBoundary.is(this.lexer);
			boolean gap = this.lexer.kind().gap() && !this.lexer.unterminated();
			if (this.separator ? !separated : !gap) {
				return true;
			}
			this.separator = separated;
		}
		return false;
	}

	/**
	 * Tells whether the token is text whose end and meaning are known.
	 */
	boolean understood() {
		return !this.lexer.unterminated() && this.lexer.kind() != TokenKind.BACKSLASH;
	}

	boolean same(ComparedTokens other) {
		return (this.separator && other.separator)
				|| (this.separator == other.separator && this.lexer.sameToken(other.lexer));
	}

}
