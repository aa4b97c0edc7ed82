package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A script cut at the ends of its statements: found by their lines and columns, as a
 * reader would.
 *
 * @param statements the statements
 * @param starts where each begins
 * @param gaps what comes before, between and after them
 */
record ScriptExtents(List<String> statements, List<Integer> starts, List<String> gaps) {

	static ScriptExtents of(String script) {
		List<String> statements = new ArrayList<>();
		List<Integer> starts = new ArrayList<>();
		List<String> gaps = new ArrayList<>();
		int end = 0;
		for (SqlStatement statement : StatementSplitter.split(script)) {
			int start = offset(script, statement.line(), statement.column());
			statements.add(statement.text());
			starts.add(start);
			gaps.add(script.substring(end, start));
			end = start + statement.text().length();
		}
		gaps.add(script.substring(end));
		return new ScriptExtents(statements, starts, gaps);
	}

	private static int offset(String script, int line, int column) {
		int start = script.startsWith("\uFEFF") ? 1 : 0;
		for (int i = 1; i < line; i++) {
			start = nextLine(script, start);
		}
		return script.offsetByCodePoints(start, column - 1);
	}

	private static int nextLine(String script, int from) {
		int end = from;
		while (script.charAt(end) != '\n' && script.charAt(end) != '\r') {
			end++;
		}
		return script.startsWith("\r\n", end) ? end + 2 : end + 1;
	}

	/**
	 * Returns the script that the pieces make up.
	 */
	String joined() {
		StringBuilder joined = new StringBuilder();
		for (int i = 0; i < this.statements.size(); i++) {
			joined.append(this.gaps.get(i)).append(this.statements.get(i));
		}
		return joined.append(this.gaps.get(this.gaps.size() - 1)).toString();
	}

}
