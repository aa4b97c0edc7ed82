package dev.tidemark.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * REINDEX … CONCURRENTLY.
 *
 * @param target what kind of thing is built again
 * @param name its name as it is written; empty where the database goes without saying
 */
public record ConcurrentReindexStatement(Target target, String name) {

	private static final Set<String> OFF = Set.of("false", "off", "0", "no");

	/**
	 * What is built again.
	 */
	public enum Target {

		/** One index, or all parts of one. */
		INDEX,

		/** The indexes of a table. */
		TABLE,

		/** The indexes of a schema. */
		SCHEMA,

		/** The indexes of the database. */
		DATABASE

	}

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return what it builds again, or nothing if it is another statement
	 */
	public static Optional<ConcurrentReindexStatement> parse(SqlStatement statement) {
		StatementTokens tokens = new StatementTokens(statement.text());
		if (!tokens.accept("REINDEX")) {
			return Optional.empty();
		}
		String option = tokens.options().getOrDefault("concurrently", "off");
		String kind = tokens.word();
		tokens.next();
		boolean concurrently = tokens.accept("CONCURRENTLY") || !OFF.contains(option);
		Optional<Target> target = Set.of(Target.values())
			.stream()
			.filter((each) -> each.name().equals(kind.toUpperCase(Locale.ROOT)))
			.findFirst();
		return concurrently ? target.map((known) -> new ConcurrentReindexStatement(known, tokens.writtenName()))
				: Optional.empty();
	}

}
