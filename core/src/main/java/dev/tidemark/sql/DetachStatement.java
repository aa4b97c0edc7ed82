package dev.tidemark.sql;

import java.util.Optional;

/**
 * ALTER TABLE … DETACH PARTITION … CONCURRENTLY, or the FINALIZE that ends one which was
 * interrupted.
 *
 * @param parent the partitioned table as it is written
 * @param partition the partition as it is written
 * @param finalizes whether it is FINALIZE
 */
public record DetachStatement(String parent, String partition, boolean finalizes) {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return what it detaches, or nothing if it is another statement
	 */
	public static Optional<DetachStatement> parse(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (!tokens.accept("ALTER") || !tokens.accept("TABLE")) {
			return Optional.empty();
		}
		if (tokens.accept("IF")) {
			tokens.accept("EXISTS");
		}
		tokens.accept("ONLY");
		String parent = tokens.writtenName();
		if (!tokens.accept("DETACH") || !tokens.accept("PARTITION")) {
			return Optional.empty();
		}
		String partition = tokens.writtenName();
		boolean finalizes = tokens.is("FINALIZE");
		return (finalizes || tokens.is("CONCURRENTLY")) ? Optional.of(new DetachStatement(parent, partition, finalizes))
				: Optional.empty();
	}

	/**
	 * Returns the statement that ends a detachment which was interrupted.
	 * @return the statement
	 */
	public String finalizing() {
		return "ALTER TABLE %s DETACH PARTITION %s FINALIZE".formatted(this.parent, this.partition);
	}

}
