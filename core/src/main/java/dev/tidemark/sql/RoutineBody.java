package dev.tidemark.sql;

/**
 * Tells whether a statement is within the {@code BEGIN ATOMIC … END} of a function or
 * procedure, where semicolons do not end it. Counts BEGIN, CASE and END as psql does, but
 * not where they are names.
 */
final class RoutineBody {

	private enum Header {

		START, CREATE, OR, REPLACE, ROUTINE, OTHER

	}

	private enum Before {

		BEGIN, NAME_FOLLOWS, OTHER

	}

	private Header header = Header.START;

	private Before before = Before.OTHER;

	private int depth;

	private int begin;

	void reset() {
		this.header = Header.START;
		this.before = Before.OTHER;
		this.depth = 0;
	}

	boolean open() {
		return this.depth > 0;
	}

	/**
	 * Returns the offset of the outermost BEGIN that is open.
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
				count(token);
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

	private void count(SqlLexer word) {
		if (this.depth == 0) {
			this.depth = (this.before == Before.BEGIN && word.isWord("ATOMIC")) ? 1 : 0;
			this.begin = (this.depth == 0) ? word.start() : this.begin;
		}
		else if (this.before != Before.NAME_FOLLOWS && word.isWord("CASE")) {
			this.depth++;
		}
		else if (this.before != Before.NAME_FOLLOWS && word.isWord("END")) {
			this.depth--;
		}
	}

	private static Before before(SqlLexer token) {
		if (token.isWord("AS") || token.is(".")) {
			return Before.NAME_FOLLOWS;
		}
		return token.isWord("BEGIN") ? Before.BEGIN : Before.OTHER;
	}

}
