package dev.tidemark.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line with which a changeset of a formatted SQL changelog of Liquibase begins:
 * {@code --changeset author:id attribute:value …}.
 *
 * @param author who wrote it
 * @param id what tells it from the author's others in the file
 * @param attributes what stands behind them
 */
public record ChangesetHead(String author, String id, String attributes) {

	private static final Pattern LINE = Pattern.compile(
			"\\s*--\\s*changeset\\s+(?<author>\"[^\"]+\"|[^:\\r\\n]+):(?<id>\"[^\"]+\"|[^\\s\"]\\S*)(?<rest>.*)",
			Pattern.CASE_INSENSITIVE);

	private static final int LONGEST = 80;

	private static final int HASH = 8;

	/**
	 * Reads a line.
	 * @param line the line without its end
	 * @return what it says, or empty where it begins no changeset
	 */
	public static Optional<ChangesetHead> read(String line) {
		Matcher matcher = LINE.matcher(line);
		return matcher.matches() ? Optional.of(new ChangesetHead(unquoted(matcher.group("author")),
				unquoted(matcher.group("id")), matcher.group("rest"))) : Optional.empty();
	}

	/**
	 * Reads the first line of a script.
	 * @param script the script
	 * @return what it says, or empty where the script is no changeset
	 */
	public static Optional<ChangesetHead> of(String script) {
		int end = script.indexOf('\n');
		String line = (end >= 0) ? script.substring(0, end) : script;
		return read(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
	}

	/**
	 * Returns the value of an attribute.
	 * @param name its name, in any case of letters
	 * @return the value without quotes, or empty where it is not given or blank
	 */
	public Optional<String> attribute(String name) {
		Matcher matcher = Pattern.compile("(?<![\\w])" + name + ":(?<value>\"[^\"]*\"|\\S*)", Pattern.CASE_INSENSITIVE)
			.matcher(this.attributes);
		String value = "";
		// the last one counts
		while (matcher.find()) {
			value = unquoted(matcher.group("value")).strip();
		}
		return value.isEmpty() ? Optional.empty() : Optional.of(value);
	}

	/**
	 * Tells what an attribute says that is true or false.
	 * @param name its name, in any case of letters
	 * @return whether it is true, or empty where it is not given
	 */
	public Optional<Boolean> flag(String name) {
		return attribute(name).map(Boolean::parseBoolean);
	}

	/**
	 * Returns what tells the changeset from others of its file, as Liquibase writes it.
	 * @return such as {@code ::create-users::alice}
	 */
	public String identity() {
		return "::%s::%s".formatted(this.id, this.author);
	}

	/**
	 * Returns what tells the changeset from all others, as Liquibase writes it. A long
	 * one is cut at its begin, and its hash stands for the rest, as a version is not
	 * longer than 100 characters.
	 * @param path the path of its file
	 * @return such as {@code changes/001-users.sql::create-users::alice}
	 */
	public String identity(String path) {
		String whole = path + identity();
		if (whole.length() <= LONGEST) {
			return whole;
		}
		String hash = ScriptChecksum.of(whole);
		int start = hash.indexOf(':') + 1;
		return hash.substring(start, start + HASH) + ".." + whole.substring(whole.length() - LONGEST + HASH + 2);
	}

	private static String unquoted(String text) {
		boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
		return quoted ? text.substring(1, text.length() - 1) : text;
	}

}
