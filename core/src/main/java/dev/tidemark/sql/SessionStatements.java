package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the statements whose effect ends with the session, and can be had again by
 * repeating them.
 */
public final class SessionStatements {

	private static final Set<String> WITHIN_TRANSACTION = Set.of("LOCAL", "TRANSACTION", "CONSTRAINTS");

	private static final Pattern OF_TRANSACTIONS = Pattern
		.compile("(?i)(default_)?transaction_|\\bCHARACTERISTICS\\b|\\bALL\\b");

	private SessionStatements() {
	}

	/**
	 * Returns what a new session must repeat to be as the old one was.
	 * @param done the statements that the old session has done
	 * @return those of them that set something in the session, in order
	 */
	public static List<SqlStatement> of(List<SqlStatement> done) {
		List<SqlStatement> settings = new ArrayList<>();
		RolledBackSettings rolledBack = new RolledBackSettings(settings);
		for (SqlStatement statement : done) {
			if (discardsAll(statement)) {
				settings.clear();
			}
			else if (setsSession(statement)) {
				settings.add(statement);
			}
			else {
				rolledBack.accept(statement);
			}
		}
		return settings;
	}

	/**
	 * Tells whether a statement sets something in the session, whatever transaction it
	 * stands in, and decides nothing about transactions.
	 * @param statement the statement
	 * @return whether it means the same within the transaction that follows or precedes
	 * it
	 */
	public static boolean setsSessionOnly(SqlStatement statement) {
		return setsSession(statement) && !OF_TRANSACTIONS.matcher(statement.text()).find();
	}

	static boolean setsSession(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (tokens.accept("SET")) {
			return !WITHIN_TRANSACTION.contains(tokens.word());
		}
		return tokens.is("RESET") || setsByFunction(tokens);
	}

	/**
	 * As pg_dump writes it: SELECT pg_catalog.set_config('search_path', '', false).
	 */
	private static boolean setsByFunction(StatementTokens tokens) {
		if (!tokens.accept("SELECT") || !tokens.name().equals("set_config") || !tokens.is(TokenKind.OPEN)) {
			return false;
		}
		tokens.next();
		boolean name = literalAndComma(tokens);
		boolean value = literalAndComma(tokens);
		boolean literals = name && value && tokens.accept("FALSE");
		tokens.skip();
		return literals && tokens.atEnd();
	}

	private static boolean literalAndComma(StatementTokens tokens) {
		boolean literal = tokens.is(TokenKind.LITERAL);
		tokens.next();
		boolean comma = tokens.is(TokenKind.OTHER);
		tokens.next();
		return literal && comma;
	}

	/**
	 * Tells whether a statement gives everything back that belongs to the session.
	 * @param statement the statement
	 * @return whether it is {@code DISCARD ALL}
	 */
	public static boolean discardsAll(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		return tokens.accept("DISCARD") && tokens.is("ALL");
	}

}
