package dev.tidemark.sql;

import java.util.regex.Pattern;

/**
 * What passwords look like outside of SQL. Possessive throughout, so that long text needs
 * neither stack nor time.
 */
final class SecretPatterns {

	static final String MASK = "***";

	private static final Pattern HINT = Pattern.compile("password|passwd|://", Pattern.CASE_INSENSITIVE);

	// up to the last @ before the path; else, with a slash in the password, to the first
	// @
	private static final String URL_SECRET = "://[^:/@\\s'\"]*+:)(?:[^\\s'\"/?]{0,4096}@|[^\\s'\"@]{0,4096}+@)";

	private static final Pattern DATABASE_URL = Pattern.compile("(\\bpostgres(?:ql)?+" + URL_SECRET,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ANY_URL = Pattern.compile("(\\b[a-z][a-z0-9+.-]{0,30}+" + URL_SECRET,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern URL_PARAMETER = Pattern.compile("([?&](?:ssl)?+password=)[^&\\s'\"]++",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern KEY_VALUE_START = Pattern.compile("\\s*+[a-z_]++\\s*+=", Pattern.CASE_INSENSITIVE);

	private static final Pattern PARAMETER = Pattern.compile(
			"((?<![\\w?&])(?:ssl)?+(?:password|passwd)\\s*+=\\s*+)(?:(?:'[^']*+(?:'|\\z))++|\"[^\"]*+(?:\"|\\z)|[^\\s'\"]++)",
			Pattern.CASE_INSENSITIVE);

	// the value is filled in later, by format()
	private static final Pattern FORMATTED = Pattern.compile("password\\s*+=\\s*+'?+%(?:\\d+\\$)?+[sIL]",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LITERAL = Pattern.compile(
			"(\\bpassword\\s++)(?:e'(?:[^'\\\\]++|\\\\.|'')*+(?:'|\\z)|[ubxn]?+&?+(?:'[^']*+(?:'|\\z))++|(\\$\\w*+\\$).*?(?:\\2|\\z))",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private SecretPatterns() {
	}

	static boolean mayHoldSecret(String text) {
		boolean hint = text.contains("://") || TextSearch.contains(text, "passw", 4);
		return hint && HINT.matcher(text).find();
	}

	static String redactMessage(String text) {
		String redacted = LITERAL.matcher(text).replaceAll("$1'***'");
		redacted = ANY_URL.matcher(redacted).replaceAll("$1***@");
		redacted = URL_PARAMETER.matcher(redacted).replaceAll("$1***");
		return PARAMETER.matcher(redacted).replaceAll("$1***");
	}

	static String redactUrls(String text) {
		String redacted = DATABASE_URL.matcher(text).replaceAll("$1***@");
		return URL_PARAMETER.matcher(redacted).replaceAll("$1***");
	}

	/**
	 * Redacts the value of a literal that may be a connection string.
	 */
	static String redactConnectionString(String value) {
		String redacted = redactUrls(value);
		boolean connection = KEY_VALUE_START.matcher(redacted).lookingAt() && !FORMATTED.matcher(redacted).find();
		return connection ? PARAMETER.matcher(redacted).replaceAll("$1***") : redacted;
	}

}
