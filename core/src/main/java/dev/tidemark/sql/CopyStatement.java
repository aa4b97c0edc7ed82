package dev.tidemark.sql;

/**
 * What a COPY exchanges with the client, as far as its text tells.
 */
final class CopyStatement {

	private CopyStatement() {
	}

	/**
	 * Tells whether a statement sends rows to the client.
	 */
	static boolean toClient(String statement) {
		StatementTokens tokens = new StatementTokens(statement);
		if (!tokens.accept("COPY")) {
			return false;
		}
		boolean to = false;
		while (tokens.skipPast("TO")) {
			// the grammar takes either word for the client
			to |= tokens.accept("STDOUT") || tokens.accept("STDIN");
		}
		return to;
	}

	/**
	 * Tells whether a COPY asks for the binary format.
	 */
	static boolean binary(String copy) {
		StatementTokens tokens = new StatementTokens(copy);
		tokens.accept("COPY");
		boolean binary = tokens.is("BINARY");
		tokens.skipPast("FROM");
		while (!tokens.atEnd()) {
			binary |= tokens.is("BINARY");
			if (tokens.is(TokenKind.OPEN)) {
				binary |= "binary".equals(tokens.options().get("format"));
			}
			else {
				tokens.next();
			}
		}
		return binary;
	}

}
