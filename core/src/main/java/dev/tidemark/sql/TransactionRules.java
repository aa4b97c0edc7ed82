package dev.tidemark.sql;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tidemark.sql.RefusedStatements.Refusal;

/**
 * What a statement has to do with transactions, as far as its text tells.
 */
public final class TransactionRules {

	/** What decides which modes later transactions of the session have. */
	private static final Pattern MODES = Pattern.compile("(?i)\\bdefault_transaction_|\\bCHARACTERISTICS\\b");

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
	 * Tells whether a script may decide which modes later transactions have, so that ours
	 * must say what they need.
	 * @param sql the script, or a statement of it
	 * @return whether it has one of the words for that
	 */
	public static boolean setsModes(String sql) {
		boolean hint = TextSearch.contains(sql, "default_transaction_", 7)
				|| TextSearch.contains(sql, "CHARACTERISTICS", 1);
		return hint && MODES.matcher(sql).find();
	}

}
