package dev.tidemark.sql;

/**
 * What a token of a script is.
 */
enum TokenKind {

	SPACE, LINE_COMMENT, BLOCK_COMMENT, LITERAL, DOLLAR_QUOTED, QUOTED_IDENTIFIER, WORD, NUMBER, OPERATOR, OPEN, CLOSE,
	SEMICOLON, BACKSLASH, COPY_DATA, COPY_END, OTHER;

	/**
	 * Tells whether it only separates tokens.
	 */
	boolean gap() {
		return this == SPACE || this == LINE_COMMENT || this == BLOCK_COMMENT || this == COPY_END;
	}

}
