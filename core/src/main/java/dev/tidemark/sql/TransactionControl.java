package dev.tidemark.sql;

/**
 * What a statement does to the transaction it stands in. Savepoints do nothing to it, and
 * neither do prepared transactions that are ended later.
 */
public enum TransactionControl {

	/** {@code BEGIN} or {@code START TRANSACTION}. */
	BEGIN,

	/** {@code COMMIT} or {@code END}. */
	COMMIT,

	/** The same, and the next transaction begins. */
	COMMIT_AND_CHAIN,

	/** {@code ROLLBACK} or {@code ABORT}. */
	ROLLBACK,

	/** The same, and the next transaction begins. */
	ROLLBACK_AND_CHAIN,

	/** {@code PREPARE TRANSACTION}. */
	PREPARE,

	/** Another statement. */
	NONE;

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return what it does
	 */
	public static TransactionControl of(SqlStatement statement) {
		if (RowWrites.is(statement.text())) {
			return NONE;
		}
		StatementTokens tokens = new StatementTokens(statement.text());
		String first = tokens.word();
		tokens.next();
		return switch (first) {
			case "BEGIN" -> BEGIN;
			case "START" -> tokens.is("TRANSACTION") ? BEGIN : NONE;
			case "COMMIT" -> tokens.is("PREPARED") ? NONE : end(tokens, COMMIT, COMMIT_AND_CHAIN);
			case "END" -> end(tokens, COMMIT, COMMIT_AND_CHAIN);
			case "ROLLBACK" -> tokens.is("PREPARED") ? NONE : end(tokens, ROLLBACK, ROLLBACK_AND_CHAIN);
			case "ABORT" -> end(tokens, ROLLBACK, ROLLBACK_AND_CHAIN);
			case "PREPARE" -> (tokens.accept("TRANSACTION") && tokens.is(TokenKind.LITERAL)) ? PREPARE : NONE;
			default -> NONE;
		};
	}

	private static TransactionControl end(StatementTokens tokens, TransactionControl plain,
			TransactionControl chained) {
		if (!tokens.accept("WORK")) {
			tokens.accept("TRANSACTION");
		}
		if (tokens.is("TO")) {
			return NONE;
		}
		return (tokens.accept("AND") && !tokens.is("NO")) ? chained : plain;
	}

	/**
	 * Tells whether the statement has to do with a transaction.
	 * @return whether it begins, ends or prepares one
	 */
	public boolean controls() {
		return this != NONE;
	}

	/**
	 * Tells whether a transaction ends.
	 * @return whether it is committed or rolled back
	 */
	public boolean ends() {
		return commits() || rollsBack();
	}

	/**
	 * Tells whether a transaction is committed.
	 * @return whether it is, also where the next begins
	 */
	public boolean commits() {
		return this == COMMIT || this == COMMIT_AND_CHAIN;
	}

	/**
	 * Tells whether a transaction is rolled back.
	 * @return whether it is, also where the next begins
	 */
	public boolean rollsBack() {
		return this == ROLLBACK || this == ROLLBACK_AND_CHAIN;
	}

	/**
	 * Tells whether another transaction begins at once, with the modes of the one that
	 * ends.
	 * @return whether it is chained
	 */
	public boolean chains() {
		return this == COMMIT_AND_CHAIN || this == ROLLBACK_AND_CHAIN;
	}

	/**
	 * Tells whether a statement is a plain BEGIN, without any mode.
	 * @param statement the statement
	 * @return whether it begins a transaction such as anybody gets
	 */
	public static boolean plainBegin(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		boolean begin = tokens.accept("BEGIN");
		if (!begin && !tokens.accept("START")) {
			return false;
		}
		boolean transaction = tokens.accept("TRANSACTION");
		boolean complete = begin ? (transaction || tokens.accept("WORK") || tokens.atEnd()) : transaction;
		return complete && tokens.atEnd();
	}

	/**
	 * Tells whether a statement sets the modes of the transaction it stands in.
	 * @param statement the statement
	 * @return whether it is {@code SET TRANSACTION}
	 */
	public static boolean setsModes(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		return tokens.accept("SET") && tokens.accept("TRANSACTION") && !tokens.is("SNAPSHOT");
	}

	/**
	 * Tells whether a statement sets the variable by which a transaction only reads.
	 * @param statement the statement
	 * @return whether it sets {@code transaction_read_only}
	 */
	public static boolean setsReadOnly(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		boolean set = tokens.accept("SET");
		if (!tokens.accept("LOCAL")) {
			tokens.accept("SESSION");
		}
		return set && tokens.name().equals("transaction_read_only");
	}

	/**
	 * Tells whether a statement that begins a transaction, or sets its modes, says that
	 * it only reads.
	 * @param statement the statement
	 * @param otherwise what holds when it says nothing of that
	 * @return whether it only reads
	 */
	public static boolean readOnly(SqlStatement statement, boolean otherwise) {
		StatementTokens tokens = new StatementTokens(statement.text());
		boolean readOnly = otherwise;
		while (tokens.skipPast("READ")) {
			String mode = tokens.word();
			readOnly = mode.equals("ONLY") || (readOnly && !mode.equals("WRITE"));
		}
		return readOnly;
	}

}
