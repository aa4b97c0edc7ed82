package dev.tidemark.sql;

/**
 * Tells whether a statement is within the {@code BEGIN ATOMIC … END} of a function or
 * procedure, where semicolons do not end it. The END of the body is the one that begins a
 * statement; any other ends a CASE, or is a name.
 */
final class RoutineBody {

	private enum Header {

		START, CREATE, OR, REPLACE, ROUTINE, OTHER

	}

	private enum Before {

		BEGIN, END_OF_STATEMENT, OTHER

	}

	private Header header = Header.START;

	private Before before = Before.OTHER;

	private boolean open;

	private int begin;

	void reset() {
		this.header = Header.START;
		this.before = Before.OTHER;
		this.open = false;
	}

	boolean open() {
		return this.open;
	}

	/**
	 * Returns the offset of the BEGIN that is open.
	 */
	int begin() {
		return this.begin;
	}

	/**
	 * Takes the next token of the statement.
	 * @param parentheses how many parentheses are open
	 */
	void accept(SqlLexer token, int parentheses) {
		if (token.kind() == TokenKind.WORD) {
			if (this.header != Header.ROUTINE) {
				this.header = next(token);
			}
			else if (parentheses == 0) {
				openOrClose(token);
			}
		}
		this.before = before(token);
	}

	private Header next(SqlLexer word) {
		return switch (this.header) {
			case START -> word.isWord("CREATE") ? Header.CREATE : Header.OTHER;
			case CREATE -> word.isWord("OR") ? Header.OR : routine(word);
			case OR -> word.isWord("REPLACE") ? Header.REPLACE : Header.OTHER;
			case REPLACE -> routine(word);
			case ROUTINE, OTHER -> this.header;
		};
	}

	private static Header routine(SqlLexer word) {
		return (word.isWord("FUNCTION") || word.isWord("PROCEDURE")) ? Header.ROUTINE : Header.OTHER;
	}

	private void openOrClose(SqlLexer word) {
		if (this.open) {
			this.open = this.before != Before.END_OF_STATEMENT || !word.isWord("END");
		}
		else if (word.isWord("BEGIN")) {
			this.begin = word.start();
		}
		else {
			this.open = this.before == Before.BEGIN && word.isWord("ATOMIC");
		}
	}

	private Before before(SqlLexer token) {
		if (token.kind() == TokenKind.SEMICOLON || (this.before == Before.BEGIN && token.isWord("ATOMIC"))) {
			return Before.END_OF_STATEMENT;
		}
		return token.isWord("BEGIN") ? Before.BEGIN : Before.OTHER;
	}

}
