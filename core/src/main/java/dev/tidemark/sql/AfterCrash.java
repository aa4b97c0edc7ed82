package dev.tidemark.sql;

import java.util.Set;

/**
 * How to go on after a crash during a statement outside a transaction, of which nobody
 * knows whether it was done.
 */
public enum AfterCrash {

	/** The catalog tells whether it was done. */
	CATALOG,

	/** It does no harm to do it again. */
	REPEAT,

	/** Only somebody who knows what it does can say. */
	UNKNOWN;

	private static final Set<String> HARMLESS = Set.of("VACUUM", "ANALYZE", "ANALYSE", "REINDEX", "REFRESH", "CLUSTER",
			"DISCARD", "CHECKPOINT", "SET", "RESET");

	/**
	 * Decides by the kind of the statement.
	 * @param statement the statement
	 * @return how to go on
	 */
	public static AfterCrash of(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		String first = tokens.word();
		tokens.next();
		return switch (first) {
			case "CREATE", "DROP" -> createOrDrop(tokens);
			case "ALTER" -> alter(tokens, statement);
			case "CALL" -> tokens.name().equals("refresh_continuous_aggregate") ? REPEAT : UNKNOWN;
			default -> (HARMLESS.contains(first) || SessionStatements.setsSession(statement)) ? REPEAT : UNKNOWN;
		};
	}

	private static AfterCrash createOrDrop(StatementTokens tokens) {
		tokens.accept("UNIQUE");
		if (tokens.accept("INDEX")) {
			return tokens.is("CONCURRENTLY") ? CATALOG : UNKNOWN;
		}
		return (tokens.is("DATABASE") || tokens.is("TABLESPACE")) ? CATALOG : UNKNOWN;
	}

	private static AfterCrash alter(StatementTokens tokens, SqlStatement statement) {
		if (tokens.is("SYSTEM") || tokens.is("DATABASE")) {
			return REPEAT;
		}
		return DetachStatement.parse(statement).isPresent() ? CATALOG : UNKNOWN;
	}

}
