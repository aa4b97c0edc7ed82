package dev.tidemark.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the commands of psql: those that a dump contains mean nothing here, and the
 * others are no SQL.
 */
final class PsqlCommand {

	private static final Pattern OF_DUMPS = Pattern.compile("\\\\(un)?restrict(?![^\\s])[^\\r\\n]*");

	private static final int LONGEST = 20;

	private PsqlCommand() {
	}

	/**
	 * Finds the end of a line of {@code \restrict} or {@code \\unrestrict}, which pg_dump
	 * writes.
	 * @return the offset after it, or {@code from} if there is another command
	 */
	static int ofDump(String script, int from) {
		boolean lineStart = from == 0 || script.charAt(from - 1) == '\n' || script.charAt(from - 1) == '\r'
				|| script.charAt(from - 1) == '\uFEFF';
		Matcher matcher = OF_DUMPS.matcher(script).region(from, script.length());
		return (lineStart && matcher.lookingAt()) ? matcher.end() : from;
	}

	/**
	 * Says what to do instead of a command.
	 * @param from the offset of its backslash
	 */
	static String refusal(String script, int from) {
		int end = from + 1;
		while (end < Math.min(script.length(), from + LONGEST) && !TokenEnds.isSpace(script.charAt(end))) {
			end++;
		}
		String command = script.substring(from, end);
		return "'%s' is a command of psql, not SQL: %s".formatted(command, wayOut(command.substring(1)));
	}

	private static String wayOut(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "i", "ir", "include", "include_relative" ->
				"write the statements of that file here, or make it a migration of its own";
			case "copy" -> "write COPY … FROM STDIN; with the data in the lines below and '\\.' in a line at their end";
			case "set", "unset", "gset" ->
				"remove it, and write ${name} in place of :name, with the value in tidemark.placeholders.name";
			case "c", "connect" ->
				"remove it, since a script runs in the database of its data source: statements for another database belong to a data source of their own";
			case "gexec" ->
				"loop over the query in a DO block that uses EXECUTE, as in DO $$ … FOR statement IN SELECT … LOOP EXECUTE statement; END LOOP … $$";
			case "g", "gx", "gdesc", ";" -> "end the statement with ';'";
			case "." -> "it ends the data of a COPY … FROM STDIN, and none comes before it here: remove it";
			case "if", "elif", "else", "endif" ->
				"remove it, and decide in a DO block with IF, or with tidemark.placeholders";
			default -> "remove it, or write it as SQL (a backslash within text needs quotes around it)";
		};
	}

}
