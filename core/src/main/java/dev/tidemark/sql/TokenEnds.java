package dev.tidemark.sql;

/**
 * Finds where a token ends, by the rules of PostgreSQL's own scanner.
 */
final class TokenEnds {

	/**
	 * What is returned for a token that never ends.
	 */
	static final int UNTERMINATED = -1;

	private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

	// an operator with one of these may end with + or -
	private static final String FREE_OPERATOR_CHARACTERS = "~!@#^&|`?%";

	// longer than any operator can be; keeps the scan linear
	private static final int LONGEST_OPERATOR = 64;

	private TokenEnds() {
	}

	static boolean isSpace(char c) {
		return c == ' ' || (c >= '\t' && c <= '\r');
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isWordStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
	}

	static boolean isOperator(char c) {
		return OPERATOR_CHARACTERS.indexOf(c) >= 0;
	}

	static int space(String text, int from) {
		int end = from;
		while (end < text.length() && isSpace(text.charAt(end))) {
			end++;
		}
		return end;
	}

	static int lineComment(String text, int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
			end++;
		}
		return end;
	}

	static int blockComment(String text, int from) {
		int depth = 1;
		int end = from + 2;
		while (end < text.length() - 1) {
			if (text.startsWith("/*", end)) {
				depth++;
				end += 2;
			}
			else if (text.startsWith("*/", end)) {
				depth--;
				end += 2;
				if (depth == 0) {
					return end;
				}
			}
			else {
				end++;
			}
		}
		return UNTERMINATED;
	}

	/**
	 * Finds the end of quoted text.
	 * @param from the offset after the opening quote
	 */
	static int quoted(String text, int from, char quote, boolean escapes) {
		int end = from;
		while (end < text.length()) {
			char c = text.charAt(end);
			if (c == quote && !follows(text, end, quote)) {
				return end + 1;
			}
			end += (c == quote || (escapes && c == '\\')) ? 2 : 1;
		}
		return UNTERMINATED;
	}

	/**
	 * Finds the end of the opening delimiter of dollar quoted text, such as
	 * {@code $tag$}.
	 * @return the offset after it, or {@code from} if there is none
	 */
	static int dollarTag(String text, int from) {
		int end = from + 1;
		while (end < text.length()
				&& (isWordStart(text.charAt(end)) || (end > from + 1 && isDigit(text.charAt(end))))) {
			end++;
		}
		return (end < text.length() && text.charAt(end) == '$') ? end + 1 : from;
	}

	static int dollarQuoted(String text, int from, int tagEnd) {
		String delimiter = text.substring(from, tagEnd);
		int close = text.indexOf(delimiter, tagEnd);
		return (close >= 0) ? close + delimiter.length() : UNTERMINATED;
	}

	static int word(String text, int from) {
		int end = from;
		while (end < text.length()
				&& (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '$')) {
			end++;
		}
		return end;
	}

	static int number(String text, int from) {
		int end = digits(text, from);
		if (end < text.length() && text.charAt(end) == '.' && !follows(text, end, '.')) {
			end = digits(text, end + 1);
		}
		end = exponent(text, end);
		// what is glued to a number is junk to PostgreSQL, and so no start of anything
		return (end < text.length() && isWordStart(text.charAt(end))) ? word(text, end) : end;
	}

	private static int exponent(String text, int from) {
		if (from >= text.length() || (text.charAt(from) != 'e' && text.charAt(from) != 'E')) {
			return from;
		}
		boolean sign = follows(text, from, '+') || follows(text, from, '-');
		int digits = sign ? from + 2 : from + 1;
		return (digits < text.length() && isDigit(text.charAt(digits))) ? digits(text, digits) : from;
	}

	private static int digits(String text, int from) {
		int end = from;
		while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
			end++;
		}
		return end;
	}

	static int operator(String text, int from) {
		int limit = Math.min(text.length(), from + LONGEST_OPERATOR);
		int end = from;
		boolean free = false;
		while (end < limit && isOperator(text.charAt(end)) && !text.startsWith("--", end)
				&& !text.startsWith("/*", end)) {
			free = free || FREE_OPERATOR_CHARACTERS.indexOf(text.charAt(end)) >= 0;
			end++;
		}
		while (!free && end > from + 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
			end--;
		}
		return end;
	}

	static boolean follows(String text, int at, char c) {
		return at + 1 < text.length() && text.charAt(at + 1) == c;
	}

}
