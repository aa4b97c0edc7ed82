package dev.tidemark.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as SQL writes them. What is no name is found here, since in the server it would
 * end the transaction of whoever asks.
 */
final class ObjectName {

	private static final String PART = "(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")";

	private static final Pattern SINGLE = Pattern.compile(PART);

	private static final Pattern QUALIFIED = Pattern.compile(PART + "(?:\\." + PART + ")?");

	/** Extensions have names such as uuid-ossp, which nobody quotes in a question. */
	private static final Pattern EXTENSION = Pattern.compile("[\\p{L}\\p{N}_$-]+");

	private ObjectName() {
	}

	/**
	 * Checks a name that may have its schema before it.
	 * @return the same name
	 */
	static String checked(String name) {
		if (!QUALIFIED.matcher(name).matches()) {
			throw noName(name, "a name, maybe with its schema, such as users or app.users");
		}
		return name;
	}

	/**
	 * Returns a name as the catalog has it.
	 */
	static String folded(String name) {
		if (!SINGLE.matcher(name).matches()) {
			throw noName(name, "a name without a schema");
		}
		return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
				: name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the name of an extension as the catalog has it.
	 */
	static String foldedExtension(String name) {
		return EXTENSION.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : folded(name);
	}

	private static IllegalArgumentException noName(String name, String expected) {
		return new IllegalArgumentException(
				"'%s' is no name: expected %s; what has other characters is put in double quotes".formatted(name,
						expected));
	}

}
