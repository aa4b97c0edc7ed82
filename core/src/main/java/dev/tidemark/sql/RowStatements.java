package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises statements that write rows, or that may, as far as their text tells: what a
 * snapshot of the structure would lose.
 */
public final class RowStatements {

	private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

	private static final Set<String> BETWEEN = Set.of("INTO", "FROM", "TABLE", "ONLY");

	private RowStatements() {
	}

	/**
	 * Looks at a statement.
	 * @param statement the statement
	 * @return what it writes, or empty where it surely writes no rows
	 */
	public static Optional<RowWrite> of(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		String first = tokens.word();
		tokens.next();
		return switch (first) {
			case "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE" -> Optional.of(RowWrite.into(names(tokens)));
			case "COPY" -> copy(tokens);
			case "CREATE" -> created(tokens);
			case "SELECT" -> selected(statement.text(), tokens);
			case "WITH" -> writesWithin(statement.text()) ? Optional.of(RowWrite.UNKNOWN) : Optional.empty();
			case "DO", "CALL", "EXECUTE" -> Optional.of(RowWrite.UNKNOWN);
			default -> Optional.empty();
		};
	}

	private static List<String> names(StatementTokens tokens) {
		List<String> names = new ArrayList<>();
		do {
			while (BETWEEN.contains(tokens.word())) {
				tokens.next();
			}
			names.add(tokens.writtenName());
			if (tokens.written().equals("*")) {
				tokens.next();
			}
		}
		while (tokens.acceptSymbol(","));
		return names;
	}

	/**
	 * From a table or a query nothing is written.
	 */
	private static Optional<RowWrite> copy(StatementTokens tokens) {
		if (tokens.is(TokenKind.OPEN)) {
			return Optional.empty();
		}
		String table = tokens.writtenName();
		while (!tokens.atEnd() && !tokens.is("TO") && !tokens.is("FROM")) {
			tokens.skip();
		}
		return tokens.is("FROM") ? Optional.of(RowWrite.into(List.of(table))) : Optional.empty();
	}

	/**
	 * A table that is made of a query has its rows, unless it says otherwise.
	 */
	private static Optional<RowWrite> created(StatementTokens tokens) {
		while (Set.of("GLOBAL", "LOCAL", "UNLOGGED").contains(tokens.word())) {
			tokens.next();
		}
		if (!tokens.accept("TABLE")) {
			return Optional.empty();
		}
		if (tokens.accept("IF")) {
			tokens.accept("NOT");
			tokens.accept("EXISTS");
		}
		String table = tokens.writtenName();
		boolean query = tokens.skipPast("AS");
		boolean empty = query && tokens.rest().strip().toUpperCase(Locale.ROOT).endsWith("WITH NO DATA");
		return (query && !empty) ? Optional.of(RowWrite.into(List.of(table))) : Optional.empty();
	}

	/**
	 * A function may do anything; the one with which pg_dump's scripts begin sets
	 * something for the session.
	 */
	private static Optional<RowWrite> selected(String text, StatementTokens tokens) {
		String function = tokens.writtenName().toLowerCase(Locale.ROOT);
		if (function.equals("set_config") || function.equals("pg_catalog.set_config")) {
			return Optional.empty();
		}
		StatementTokens all = new StatementTokens(text);
		boolean calls = false;
		while (!all.atEnd() && !calls) {
			calls = all.is(TokenKind.OPEN) || all.is("INTO");
			all.next();
		}
		return calls ? Optional.of(RowWrite.UNKNOWN) : Optional.empty();
	}

	private static boolean writesWithin(String text) {
		StatementTokens tokens = new StatementTokens(text);
		boolean writes = false;
		while (!tokens.atEnd() && !writes) {
			writes = WRITING.contains(tokens.word());
			tokens.next();
		}
		return writes;
	}

	/**
	 * What a statement writes.
	 *
	 * @param tables the tables as they are written there; empty where that cannot be told
	 */
	public record RowWrite(List<String> tables) {

		static final RowWrite UNKNOWN = new RowWrite(List.of());

		/**
		 * Copies the list.
		 */
		public RowWrite {
			tables = List.copyOf(tables);
		}

		static RowWrite into(List<String> tables) {
			return tables.stream().anyMatch(String::isEmpty) ? UNKNOWN : new RowWrite(tables);
		}

	}

}
