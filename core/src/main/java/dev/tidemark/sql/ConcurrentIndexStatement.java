package dev.tidemark.sql;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX CONCURRENTLY, in its parts.
 *
 * @param unique whether the index is to be unique
 * @param ifNotExists whether an index of that name is accepted
 * @param name the name as it is written, or {@code null} where the server chooses it
 * @param only whether partitions are left out
 * @param table the table as it is written, maybe with its schema
 * @param definition all that follows the table
 */
public record ConcurrentIndexStatement(boolean unique, boolean ifNotExists, @Nullable String name, boolean only,
		String table, String definition) {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return its parts, or nothing if it is another statement
	 */
	public static Optional<ConcurrentIndexStatement> parse(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (!tokens.accept("CREATE")) {
			return Optional.empty();
		}
		boolean unique = tokens.accept("UNIQUE");
		if (!tokens.accept("INDEX") || !tokens.accept("CONCURRENTLY")) {
			return Optional.empty();
		}
		boolean ifNotExists = tokens.accept("IF") && tokens.accept("NOT") && tokens.accept("EXISTS");
		String name = tokens.is("ON") ? "" : tokens.writtenName();
		boolean on = tokens.accept("ON");
		boolean only = tokens.accept("ONLY");
		String table = tokens.writtenName();
		boolean complete = on && !table.isEmpty() && (tokens.is("USING") || tokens.is(TokenKind.OPEN));
		return complete ? Optional.of(new ConcurrentIndexStatement(unique, ifNotExists, name.isEmpty() ? null : name,
				only, table, tokens.rest())) : Optional.empty();
	}

	/**
	 * Returns the statement for another index of the same kind.
	 * @param otherName its name for SQL
	 * @param otherTable its table for SQL
	 * @return the statement
	 */
	public ConcurrentIndexStatement on(String otherName, String otherTable) {
		return new ConcurrentIndexStatement(this.unique, false, otherName, false, otherTable, this.definition);
	}

	/**
	 * Returns the statement.
	 * @return its text
	 */
	public String sql() {
		return text("CONCURRENTLY " + (this.ifNotExists ? "IF NOT EXISTS " : ""), this.only ? "ONLY " : "", this.table);
	}

	/**
	 * Returns the statement that creates the index of a partitioned table without those
	 * of its partitions.
	 * @return its text
	 */
	public String sqlOfParent() {
		return text("", "ONLY ", this.table);
	}

	/**
	 * Returns the statement that creates the same index on a temporary table.
	 * @param temporary the table
	 * @return its text
	 */
	public String sqlOn(String temporary) {
		return text("", "", temporary);
	}

	private String text(String how, String which, String where) {
		return "CREATE %sINDEX %s%sON %s%s %s".formatted(this.unique ? "UNIQUE " : "", how,
				(this.name != null) ? this.name + " " : "", which, where, this.definition);
	}

	/**
	 * Returns the name of the table without its schema.
	 * @return the name as it is written
	 */
	public String tableName() {
		StatementTokens tokens = new StatementTokens(this.table);
		String last = "";
		while (!tokens.atEnd()) {
			last = tokens.written();
			tokens.next();
		}
		return last;
	}

}
