package dev.tidemark.sql;

import java.util.Optional;

/**
 * DROP INDEX CONCURRENTLY, which takes one index.
 *
 * @param name the index as it is written
 */
public record ConcurrentDropStatement(String name) {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return what it drops, or nothing if it is another statement
	 */
	public static Optional<ConcurrentDropStatement> parse(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (!tokens.accept("DROP") || !tokens.accept("INDEX") || !tokens.accept("CONCURRENTLY")) {
			return Optional.empty();
		}
		if (tokens.accept("IF")) {
			tokens.accept("EXISTS");
		}
		String name = tokens.writtenName();
		return name.isEmpty() ? Optional.empty() : Optional.of(new ConcurrentDropStatement(name));
	}

}
