package dev.tidemark.sql;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tables, views and sequences that a script creates, as far as its text names
 * them.
 */
public final class CreatedRelations {

	/** What is temporary is nobody else's. */
	private static final Pattern CREATE = Pattern.compile(
			"CREATE\\s++(?:OR\\s++REPLACE\\s++)?(?:(?:UNLOGGED|FOREIGN|MATERIALIZED|RECURSIVE)\\s++)*+(?:TABLE|VIEW|SEQUENCE)\\s++(?:IF\\s++NOT\\s++EXISTS\\s++)?",
			Pattern.CASE_INSENSITIVE);

	private CreatedRelations() {
	}

	/**
	 * Reads a script.
	 * @param script the text
	 * @return the names in their order; none where the script cannot be read
	 */
	public static Set<ObjectName> in(String script) {
		Set<ObjectName> names = new LinkedHashSet<>();
		try {
			StatementSplitter.split(script, 1).forEach((statement) -> of(statement.text()).ifPresent(names::add));
			return names;
		}
		catch (SqlScriptException ex) {
			// what is wrong with it is told where it is planned
			return Set.of();
		}
	}

	private static Optional<ObjectName> of(String statement) {
		Matcher create = CREATE.matcher(statement);
		return create.lookingAt() ? ObjectName.at(statement, create.end()) : Optional.empty();
	}

}
