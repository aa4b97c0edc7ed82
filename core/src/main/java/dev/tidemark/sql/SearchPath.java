package dev.tidemark.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the setting {@code search_path}.
 */
public final class SearchPath {

	private static final Pattern ELEMENT = Pattern.compile("\"(?<quoted>([^\"]|\"\")*)\"|(?<plain>[^\",\\s]+)");

	private static final String USER = "$user";

	private SearchPath() {
	}

	/**
	 * Finds the first schema that the path names itself.
	 * @param searchPath the setting's value
	 * @return the name, or {@code null} where there is only the user's own
	 */
	public static @Nullable String firstNamed(String searchPath) {
		Matcher matcher = ELEMENT.matcher(searchPath);
		while (matcher.find()) {
			String quoted = matcher.group("quoted");
			String name = (quoted != null) ? quoted.replace("\"\"", "\"")
					: matcher.group("plain").toLowerCase(Locale.ROOT);
			if (!name.equals(USER) && !name.isEmpty()) {
				return name;
			}
		}
		return null;
	}

}
