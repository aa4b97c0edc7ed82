package dev.tidemark.sql;

import org.jspecify.annotations.Nullable;

/**
 * Quotes names and values for SQL text.
 */
public final class SqlQuote {

	private SqlQuote() {
	}

	/**
	 * Quotes a name.
	 * @param name any name
	 * @return the name in double quotes
	 * @throws IllegalArgumentException if it holds a NUL character
	 */
	public static String identifier(String name) {
		return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
	}

	/**
	 * Quotes a name with its schema.
	 * @param schema the schema, or {@code null} for none
	 * @param name the name
	 * @return both in double quotes
	 */
	public static String qualified(@Nullable String schema, String name) {
		return ((schema != null) ? identifier(schema) + "." : "") + identifier(name);
	}

	/**
	 * Quotes a value, rightly whatever {@code standard_conforming_strings} says.
	 * @param value any text
	 * @return a literal
	 * @throws IllegalArgumentException if it holds a NUL character
	 */
	public static String literal(String value) {
		String quoted = withoutNul(value).replace("'", "''");
		return (value.indexOf('\\') >= 0) ? "E'" + quoted.replace("\\", "\\\\") + "'" : "'" + quoted + "'";
	}

	private static String withoutNul(String text) {
		if (text.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("PostgreSQL's text cannot hold a NUL character");
		}
		return text;
	}

}
