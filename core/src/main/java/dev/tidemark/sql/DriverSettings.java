package dev.tidemark.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Knows the settings that PostgreSQL's driver needs for itself: it closes the connection
 * when they change.
 */
final class DriverSettings {

	/** Longer statements than any that only sets one of these. */
	private static final int LONGEST = 200;

	private static final Pattern ENCODING = Pattern
		.compile("(?i)SET\\s+(?:SESSION\\s+|LOCAL\\s+)?(?:client_encoding(?:\\s*=|\\s+TO\\b)|NAMES\\b)\\s*'?([\\w-]+)");

	private static final Pattern DATE_STYLE = Pattern.compile(
			"(?i)SET\\s+(?:SESSION\\s+|LOCAL\\s+)?datestyle(?:\\s*=|\\s+TO\\b)[\\s\\w',]*\\b(SQL|POSTGRES|GERMAN)\\b");

	private static final Set<String> UTF8 = Set.of("utf8", "utf-8", "unicode", "default");

	private DriverSettings() {
	}

	/**
	 * Tells why a statement cannot run.
	 * @return the reason and the way out, or {@code null} if it can
	 */
	static @Nullable String refusal(String statement) {
		if (statement.length() > LONGEST) {
			return null;
		}
		Matcher encoding = ENCODING.matcher(statement);
		if (encoding.lookingAt() && !UTF8.contains(encoding.group(1).toLowerCase(Locale.ROOT))) {
			return "the driver of PostgreSQL speaks UTF-8 and ends the connection when client_encoding becomes '%s': remove this statement, and save the file as UTF-8"
				.formatted(encoding.group(1));
		}
		if (DATE_STYLE.matcher(statement).lookingAt()) {
			return "the driver of PostgreSQL ends the connection when dates are not written in the ISO style: write SET datestyle = 'ISO, DMY' (or 'ISO, MDY'), which reads dates in that order all the same";
		}
		return null;
	}

}
