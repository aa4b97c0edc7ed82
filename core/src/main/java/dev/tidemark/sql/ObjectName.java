package dev.tidemark.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A name as people write it in SQL, read as the server reads it: what has no quotes is in
 * lower case.
 *
 * @param schema the schema, or {@code null} to leave it to the search path
 * @param name the name as the catalog has it, but for its length, which the server cuts
 */
public record ObjectName(@Nullable String schema, String name) {

	private static final String WORD = "[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*+";

	private static final String PART = "(?:%s|\"(?:[^\"\\x00]++|\"\")++\")".formatted(WORD);

	private static final Pattern SINGLE = Pattern.compile(PART);

	private static final Pattern QUALIFIED = Pattern
		.compile("(?:(?<schema>%1$s)\\s*\\.\\s*)?(?<name>%1$s)".formatted(PART));

	/** Extensions have names such as uuid-ossp, which nobody quotes in a question. */
	private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_$-]++");

	/**
	 * Reads a name that may have its schema before it.
	 * @param text such as {@code users}, {@code app.users} or {@code app."Users"}
	 * @return the name
	 * @throws IllegalArgumentException if it is no name
	 */
	public static ObjectName of(String text) {
		Matcher matcher = QUALIFIED.matcher(text.strip());
		if (!matcher.matches()) {
			throw noName(text, "a name, maybe with its schema, such as users or app.users");
		}
		String schema = matcher.group("schema");
		return new ObjectName((schema != null) ? folded(schema) : null, folded(matcher.group("name")));
	}

	/**
	 * Reads a name where one stands in a text.
	 * @param text the text
	 * @param offset where the name begins
	 * @return the name, or empty where there is none
	 */
	static Optional<ObjectName> at(String text, int offset) {
		Matcher matcher = QUALIFIED.matcher(text).region(offset, text.length());
		return matcher.lookingAt() ? Optional.of(of(matcher.group())) : Optional.empty();
	}

	/**
	 * Returns the same name in a schema, unless it has one.
	 * @param other the schema, or {@code null} to leave it to the search path
	 * @return itself or a copy
	 */
	ObjectName in(@Nullable String other) {
		return (this.schema == null && other != null) ? new ObjectName(other, this.name) : this;
	}

	/**
	 * Reads a name that has no schema, such as that of a column.
	 * @param text such as {@code email} or {@code "Full Name"}
	 * @return the name as the catalog has it
	 * @throws IllegalArgumentException if it is no name
	 */
	public static String single(String text) {
		String name = text.strip();
		if (!SINGLE.matcher(name).matches()) {
			throw noName(text, "a name without a schema");
		}
		return folded(name);
	}

	/**
	 * Reads the name of an extension.
	 * @param text such as {@code pg_trgm} or {@code uuid-ossp}
	 * @return the name as the catalog has it
	 * @throws IllegalArgumentException if it is no name
	 */
	public static String extension(String text) {
		String name = text.strip();
		return EXTENSION.matcher(name).matches() ? lowerCase(name) : single(text);
	}

	private static String folded(String part) {
		return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : lowerCase(part);
	}

	/**
	 * As the server does where a character may take several bytes: only A to Z.
	 */
	private static String lowerCase(String text) {
		StringBuilder lower = new StringBuilder(text);
		for (int i = 0; i < lower.length(); i++) {
			char c = lower.charAt(i);
			if (c >= 'A' && c <= 'Z') {
				lower.setCharAt(i, (char) (c - 'A' + 'a'));
			}
		}
		return lower.toString();
	}

	private static IllegalArgumentException noName(String text, String expected) {
		return new IllegalArgumentException(
				"'%s' is no name: expected %s; what has other characters is put in double quotes".formatted(text,
						expected));
	}

}
