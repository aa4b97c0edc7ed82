package dev.tidemark.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a command into words as a shell does: at blanks that are not quoted.
 */
final class CommandWords {

	private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

	private CommandWords() {
	}

	/**
	 * Divides a command.
	 * @throws IllegalArgumentException if a quote is not closed
	 */
	static List<String> of(String command) {
		List<String> words = new ArrayList<>();
		Matcher matcher = WORD.matcher(command);
		int end = 0;
		while (matcher.find()) {
			check(command, end, matcher.start());
			words.add(QUOTED.matcher(matcher.group())
				.replaceAll((quoted) -> Matcher
					.quoteReplacement((quoted.group(1) != null) ? quoted.group(1) : quoted.group(2))));
			end = matcher.end();
		}
		check(command, end, command.length());
		return words;
	}

	private static void check(String command, int from, int to) {
		if (!command.substring(from, to).isBlank()) {
			throw new IllegalArgumentException("a quote is not closed: " + command.substring(from).strip());
		}
	}

}
