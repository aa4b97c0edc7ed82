package dev.tidemark.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises the definitions that are quick whatever is in the database: those of new
 * objects, and what is done to tables that the same transaction has created. An index or
 * a column of another table may take long, and all that the transaction has locked would
 * wait for it.
 */
public final class QuickDefinitions {

	private static final Set<String> QUICK = Set.of("COMMENT", "GRANT", "REVOKE");

	private static final Set<String> CREATED = Set.of("TYPE", "DOMAIN", "SEQUENCE", "VIEW");

	private final Set<String> tables = new HashSet<>();

	/**
	 * Takes the next statement of a transaction.
	 * @param statement the statement
	 * @return whether it is quick
	 */
	public boolean accept(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		String first = tokens.word();
		tokens.next();
		return switch (first) {
			case "CREATE" -> create(tokens);
			case "ALTER" -> tokens.accept("TABLE") && ofNewTable(tokens);
			default -> QUICK.contains(first);
		};
	}

	private boolean create(StatementTokens tokens) {
		if (tokens.accept("OR")) {
			tokens.accept("REPLACE");
		}
		tokens.accept("UNIQUE");
		tokens.accept("UNLOGGED");
		String kind = tokens.word();
		tokens.next();
		return switch (kind) {
			case "TABLE" -> table(tokens);
			case "INDEX" -> tokens.skipPast("ON") && ofNewTable(tokens);
			default -> CREATED.contains(kind);
		};
	}

	/**
	 * One that may be there already is no new one.
	 */
	private boolean table(StatementTokens tokens) {
		if (!tokens.is("IF")) {
			this.tables.add(name(tokens));
		}
		return true;
	}

	private boolean ofNewTable(StatementTokens tokens) {
		tokens.accept("ONLY");
		return this.tables.contains(name(tokens));
	}

	private static String name(StatementTokens tokens) {
		return tokens.writtenName().toLowerCase(Locale.ROOT);
	}

}
