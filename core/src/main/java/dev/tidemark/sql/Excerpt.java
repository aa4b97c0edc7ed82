package dev.tidemark.sql;

/**
 * Folds SQL into one short line.
 */
final class Excerpt {

	private static final String ELLIPSIS = "…";

	private Excerpt() {
	}

	static String of(String sql, int length, boolean escapes) {
		StringBuilder line = new StringBuilder(Math.min(sql.length(), length) + 1);
		SqlLexer lexer = new SqlLexer(sql, escapes);
		while (line.length() <= length && lexer.advance()) {
			if (lexer.kind().gap()) {
				fold(line);
			}
			else {
				append(line, sql, lexer.start(), lexer.end(), length);
			}
		}
		return cut(line.toString().strip(), length);
	}

	private static void append(StringBuilder line, String sql, int from, int to, int length) {
		for (int i = from; i < to && line.length() <= length; i++) {
			char c = sql.charAt(i);
			if (Character.isWhitespace(c) || Character.isISOControl(c)) {
				fold(line);
			}
			else {
				line.append(c);
			}
		}
	}

	private static void fold(StringBuilder line) {
		if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
			line.append(' ');
		}
	}

	static String cut(String line, int length) {
		if (line.length() <= length) {
			return line;
		}
		int end = length - ELLIPSIS.length();
		return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
	}

}
