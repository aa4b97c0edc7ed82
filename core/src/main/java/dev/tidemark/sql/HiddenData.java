package dev.tidemark.sql;

import java.util.HexFormat;

/**
 * Shows a script without the data of its COPY … FROM STDIN.
 */
public final class HiddenData {

	private static final int SHOWN = 12;

	private HiddenData() {
	}

	/**
	 * Puts one line that differs with the data, and else empty lines, in place of data.
	 * @param script the script
	 * @return the script with as many lines as before
	 */
	public static String in(String script) {
		SqlLexer lexer = new SqlLexer(script);
		StringBuilder shown = new StringBuilder();
		while (lexer.advance()) {
			boolean data = lexer.kind() == TokenKind.COPY_DATA && lexer.length() > 0;
			shown.append(data ? summary(script, lexer.start(), lexer.end()) : lexer.token());
		}
		return shown.toString();
	}

	private static String summary(String script, int start, int end) {
		int lines = (int) script.substring(start, end).chars().filter((c) -> c == '\n').count();
		String digest = HexFormat.of().formatHex(ScriptChecksum.digest(new CopyData(script, start, end, 0)));
		return "(data, not shown; sha256 %s…)".formatted(digest.substring(0, SHOWN)) + "\n".repeat(lines);
	}

}
