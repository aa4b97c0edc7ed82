package dev.tidemark.sql;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the tables, views and sequences that a script creates, as far as its text names
 * them.
 */
public final class CreatedRelations {

	/** What is temporary is nobody else's. */
	private static final Pattern CREATE = Pattern.compile(
			"CREATE\\s++(?:OR\\s++REPLACE\\s++)?(?:(?:UNLOGGED|FOREIGN|MATERIALIZED|RECURSIVE)\\s++)*+(?:TABLE|VIEW|SEQUENCE)\\s++(?:IF\\s++NOT\\s++EXISTS\\s++)?",
			Pattern.CASE_INSENSITIVE);

	/** The first schema of the search path is where unqualified names lead. */
	private static final Pattern SEARCH_PATH = Pattern.compile(
			"(?:SET\\s++(?:(?:SESSION|LOCAL)\\s++)?search_path(?:\\s*+=\\s*+|\\s++TO\\s++)'?|RESET\\s++(?:search_path|ALL)\\b|SELECT\\s++(?:pg_catalog\\.)?set_config\\s*+\\(\\s*+'search_path'\\s*+,\\s*+')",
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
		String schema = null;
		try {
			for (SqlStatement statement : StatementSplitter.split(script, 1)) {
				Matcher path = SEARCH_PATH.matcher(statement.text());
				if (path.lookingAt()) {
					schema = schema(statement.text(), path.end());
				}
				String created = schema;
				of(statement.text()).map((name) -> name.in(created)).ifPresent(names::add);
			}
			return names;
		}
		catch (SqlScriptException ex) {
			// what is wrong with it is told where it is planned
			return Set.of();
		}
	}

	/**
	 * What cannot be read, such as {@code DEFAULT} or {@code "$user"}, leads nowhere that
	 * is known here.
	 */
	private static @Nullable String schema(String statement, int offset) {
		return ObjectName.at(statement, offset)
			.map(ObjectName::name)
			.filter((name) -> !name.equals("default") && !name.equals("$user"))
			.orElse(null);
	}

	private static Optional<ObjectName> of(String statement) {
		Matcher create = CREATE.matcher(statement);
		return create.lookingAt() ? ObjectName.at(statement, create.end()) : Optional.empty();
	}

}
