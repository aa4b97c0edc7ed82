package dev.tidemark.sql;

import java.util.Optional;

import dev.tidemark.sql.RefusedStatements.Refusal;

/**
 * What a statement has to do with transactions, as far as its text tells.
 */
public final class TransactionRules {

	private TransactionRules() {
	}

	/**
	 * Tells why PostgreSQL refuses a statement inside a transaction block.
	 * @param statement the statement
	 * @return a short reason, such as {@code CREATE INDEX CONCURRENTLY}, or nothing if it
	 * may run in a transaction
	 */
	public static Optional<String> refusedInTransaction(SqlStatement statement) {
		return Optional.ofNullable(RefusedStatements.find(statement.text())).map(Refusal::reason);
	}

	/**
	 * Tells whether a statement waits for older transactions by design, so that a timeout
	 * would only leave rubbish behind.
	 * @param statement the statement
	 * @return whether it is one of the concurrent forms that wait
	 */
	public static boolean waitsByDesign(SqlStatement statement) {
		Refusal refusal = RefusedStatements.find(statement.text());
		return refusal != null && refusal.waits();
	}

	/**
	 * Tells whether a statement begins, ends or prepares a transaction; savepoints do
	 * not.
	 * @param statement the statement
	 * @return whether it controls the transaction
	 */
	public static boolean controlsTransaction(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		String first = tokens.word();
		tokens.next();
		return switch (first) {
			case "BEGIN", "COMMIT", "END", "ABORT" -> true;
			case "START" -> tokens.is("TRANSACTION");
			case "PREPARE" -> tokens.accept("TRANSACTION") && tokens.is(TokenKind.LITERAL);
			case "ROLLBACK" -> {
				skipNoise(tokens);
				yield !tokens.is("TO");
			}
			default -> false;
		};
	}

	/**
	 * Tells whether a statement begins a transaction.
	 * @param statement the statement
	 * @return whether it is {@code BEGIN} or {@code START TRANSACTION}
	 */
	public static boolean opensTransaction(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		return tokens.accept("BEGIN") || (tokens.accept("START") && tokens.accept("TRANSACTION"));
	}

	/**
	 * Tells whether a statement commits the transaction and does nothing else.
	 * @param statement the statement
	 * @return whether it is {@code COMMIT} or {@code END}, and no new transaction follows
	 */
	public static boolean commits(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (!tokens.accept("COMMIT") && !tokens.accept("END")) {
			return false;
		}
		skipNoise(tokens);
		if (tokens.accept("AND") && !(tokens.accept("NO") && tokens.accept("CHAIN"))) {
			return false;
		}
		return tokens.atEnd();
	}

	private static void skipNoise(StatementTokens tokens) {
		if (!tokens.accept("WORK")) {
			tokens.accept("TRANSACTION");
		}
	}

}
