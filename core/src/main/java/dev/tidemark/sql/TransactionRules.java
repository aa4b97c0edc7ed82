package dev.tidemark.sql;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL 14 to 18, TimescaleDB and Citus refuse inside a transaction block, and
 * what begins or ends one. Source: PreventInTransactionBlock in PostgreSQL's
 * {@code utility.c} and the commands it calls.
 */
public final class TransactionRules {

	private TransactionRules() {
	}

	/**
	 * Tells whether a statement is refused inside a transaction.
	 * @param statement the statement
	 * @return what is refused, for people, or empty
	 */
	public static Optional<String> refusedInTransaction(SqlStatement statement) {
		StatementWords words = StatementWords.of(statement);
		return Optional.ofNullable(refusal(words));
	}

	private static @Nullable String refusal(StatementWords words) {
		return switch (words.word(0)) {
			case "CREATE" -> create(words);
			case "DROP" -> drop(words);
			case "ALTER" -> alter(words);
			case "REINDEX" -> reindex(words);
			case "VACUUM" -> "VACUUM";
			case "CLUSTER" -> (words.words().size() == 1 || isOptionsOnly(words)) ? "CLUSTER without a table" : null;
			case "DISCARD" -> words.word(1).equals("ALL") ? "DISCARD ALL" : null;
			case "CALL" -> words.has("REFRESH_CONTINUOUS_AGGREGATE") ? "refresh_continuous_aggregate" : null;
			case "SELECT" ->
				words.has("CREATE_DISTRIBUTED_TABLE_CONCURRENTLY") ? "create_distributed_table_concurrently" : null;
			default -> null;
		};
	}

	private static @Nullable String create(StatementWords words) {
		if (words.word(1).equals("DATABASE") || words.word(1).equals("TABLESPACE")) {
			return "CREATE " + words.word(1);
		}
		if (words.word(1).equals("SUBSCRIPTION")) {
			return (words.hasOff("CREATE_SLOT") || words.hasOff("CONNECT") || words.hasOff("SLOT_NAME")) ? null
					: "CREATE SUBSCRIPTION with a slot";
		}
		if (isConcurrentIndex(words)) {
			return "CREATE INDEX CONCURRENTLY";
		}
		if (words.has("TIMESCALEDB") && words.has("TRANSACTION_PER_CHUNK")) {
			return "CREATE INDEX WITH (timescaledb.transaction_per_chunk)";
		}
		boolean continuous = words.startsWith("CREATE", "MATERIALIZED", "VIEW") && words.has("CONTINUOUS")
				&& words.has("TIMESCALEDB");
		return (continuous && !words.has("NO", "DATA")) ? "CREATE MATERIALIZED VIEW WITH (timescaledb.continuous)"
				: null;
	}

	private static boolean isConcurrentIndex(StatementWords words) {
		int index = words.word(1).equals("UNIQUE") ? 2 : 1;
		return words.word(index).equals("INDEX") && words.word(index + 1).equals("CONCURRENTLY");
	}

	private static @Nullable String drop(StatementWords words) {
		return switch (words.word(1)) {
			case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> "DROP " + words.word(1);
			case "INDEX" -> words.word(2).equals("CONCURRENTLY") ? "DROP INDEX CONCURRENTLY" : null;
			default -> null;
		};
	}

	private static @Nullable String alter(StatementWords words) {
		return switch (words.word(1)) {
			case "SYSTEM" -> "ALTER SYSTEM";
			case "DATABASE" -> words.has("SET", "TABLESPACE") ? "ALTER DATABASE SET TABLESPACE" : null;
			case "SUBSCRIPTION" -> alterSubscription(words);
			case "TABLE" -> detachesConcurrently(words) ? "DETACH PARTITION CONCURRENTLY" : null;
			default -> null;
		};
	}

	private static @Nullable String alterSubscription(StatementWords words) {
		if (words.has("REFRESH", "PUBLICATION") || words.has("REFRESH", "SEQUENCES")) {
			return "ALTER SUBSCRIPTION REFRESH";
		}
		boolean publications = words.has("SET", "PUBLICATION") || words.has("ADD", "PUBLICATION")
				|| words.has("DROP", "PUBLICATION");
		return (publications && !words.hasOff("REFRESH")) ? "ALTER SUBSCRIPTION with a refresh" : null;
	}

	private static boolean detachesConcurrently(StatementWords words) {
		return words.has("DETACH", "PARTITION") && words.word(words.words().size() - 1).equals("CONCURRENTLY");
	}

	private static @Nullable String reindex(StatementWords words) {
		if (reindexesConcurrently(words)) {
			return "REINDEX CONCURRENTLY";
		}
		int index = words.word(1).equals("(") ? words.words().indexOf(")") + 1 : 1;
		String what = words.word(index);
		return Set.of("SCHEMA", "DATABASE", "SYSTEM").contains(what) ? "REINDEX " + what : null;
	}

	private static boolean reindexesConcurrently(StatementWords words) {
		return words.startsWith("REINDEX") && words.has("CONCURRENTLY") && !words.hasOffWord("CONCURRENTLY");
	}

	private static boolean isOptionsOnly(StatementWords words) {
		int last = words.words().size() - 1;
		return last == 1 && words.word(1).equals("VERBOSE")
				|| words.word(1).equals("(") && words.word(last).equals(")");
	}

	/**
	 * Tells whether a statement waits for older transactions by design, so that a timeout
	 * would only make it fail again and again.
	 * @param statement the statement
	 * @return whether it builds, drops or detaches concurrently
	 */
	public static boolean waitsByDesign(SqlStatement statement) {
		StatementWords words = StatementWords.of(statement);
		return (words.startsWith("CREATE") && isConcurrentIndex(words))
				|| words.startsWith("DROP", "INDEX", "CONCURRENTLY") || reindexesConcurrently(words)
				|| (words.startsWith("ALTER", "TABLE") && detachesConcurrently(words));
	}

	/**
	 * Tells whether a statement begins or ends a transaction.
	 * @param statement the statement
	 * @return whether it does; savepoints do not
	 */
	public static boolean controlsTransaction(SqlStatement statement) {
		StatementWords words = StatementWords.of(statement);
		return switch (words.word(0)) {
			case "BEGIN", "COMMIT", "END", "ABORT" -> true;
			case "START", "PREPARE" -> words.word(1).equals("TRANSACTION");
			case "ROLLBACK" -> !words.has("TO");
			default -> false;
		};
	}

	/**
	 * Tells whether a statement begins a transaction.
	 * @param statement the statement
	 * @return whether it is BEGIN or START TRANSACTION
	 */
	public static boolean opensTransaction(SqlStatement statement) {
		StatementWords words = StatementWords.of(statement);
		return words.startsWith("BEGIN") || words.startsWith("START", "TRANSACTION");
	}

	/**
	 * Tells whether a statement commits a transaction.
	 * @param statement the statement
	 * @return whether it is COMMIT or END, and of no prepared transaction
	 */
	public static boolean commits(SqlStatement statement) {
		StatementWords words = StatementWords.of(statement);
		return (words.startsWith("COMMIT") || words.startsWith("END")) && !words.has("PREPARED") && !words.has("CHAIN");
	}

}
