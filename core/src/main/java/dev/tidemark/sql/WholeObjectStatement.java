package dev.tidemark.sql;

import java.util.Optional;

/**
 * CREATE or DROP of a database or a tablespace.
 *
 * @param creates whether it creates
 * @param database whether it is a database
 * @param name the name as it is written
 */
public record WholeObjectStatement(boolean creates, boolean database, String name) {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return what it creates or drops, or nothing if it is another statement
	 */
	public static Optional<WholeObjectStatement> parse(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		boolean creates = tokens.accept("CREATE");
		if (!creates && !tokens.accept("DROP")) {
			return Optional.empty();
		}
		boolean database = tokens.accept("DATABASE");
		if (!database && !tokens.accept("TABLESPACE")) {
			return Optional.empty();
		}
		if (!creates && tokens.accept("IF")) {
			tokens.accept("EXISTS");
		}
		String name = tokens.writtenName();
		return name.isEmpty() ? Optional.empty() : Optional.of(new WholeObjectStatement(creates, database, name));
	}

}
