package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Quotes names and text for use in SQL.
 */
public final class SqlQuote {

	/** In bytes. */
	private static final int LONGEST_NAME = 63;

	private SqlQuote() {
	}

	/**
	 * Quotes an identifier, always.
	 * @param name the name as the catalog has it
	 * @return the name in double quotes
	 * @throws IllegalArgumentException if the name is empty or holds a NUL character
	 */
	public static String identifier(String name) {
		if (name.isEmpty()) {
			throw new IllegalArgumentException("A name in SQL cannot be empty");
		}
		return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
	}

	/**
	 * Quotes a name with its schema.
	 * @param schema the schema, or {@code null} to leave it to the search path
	 * @param name the name as the catalog has it
	 * @return both in double quotes
	 * @throws IllegalArgumentException if one is empty or holds a NUL character
	 */
	public static String qualified(@Nullable String schema, String name) {
		return (schema != null) ? identifier(schema) + '.' + identifier(name) : identifier(name);
	}

	/**
	 * Makes a name from another one, which is cut where both would be longer than
	 * PostgreSQL's names may be: the server would cut the end.
	 * @param name the name as the catalog has it
	 * @param suffix what comes after it
	 * @return a name of 63 bytes at most
	 */
	public static String suffixed(String name, String suffix) {
		int end = name.length();
		while ((name.substring(0, end) + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			end = name.offsetByCodePoints(end, -1);
		}
		return name.substring(0, end) + suffix;
	}

	/**
	 * Quotes text as a literal that means the same whatever
	 * {@code standard_conforming_strings} says.
	 * @param text the text
	 * @return the literal
	 * @throws IllegalArgumentException if the text holds a NUL character
	 */
	public static String literal(String text) {
		String quoted = '\'' + withoutNul(text).replace("'", "''") + '\'';
		return (text.indexOf('\\') >= 0) ? 'E' + quoted.replace("\\", "\\\\") : quoted;
	}

	private static String withoutNul(String text) {
		if (text.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("PostgreSQL cannot store a NUL character");
		}
		return text;
	}

}
