package dev.tidemark.authoring;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.MigrationFileException;

/**
 * Makes the part of a file's name that describes the migration.
 */
final class MigrationName {

	private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	/** Leaves room for a timestamp and suffixes within the 255 bytes of a file's name. */
	private static final int LONGEST = 120;

	private static final int REVISION_LENGTH = 12;

	/** A random revision before the name, such as Alembic's. */
	private static final Pattern REVISION = Pattern
		.compile("(?<revision>(?=.*[0-9])[0-9a-f]{4,32})(?<after>[_-])(?<name>.+)");

	private MigrationName() {
	}

	/**
	 * Makes a name.
	 * @param description any words
	 * @param like the name of another migration, whose way to separate words is taken
	 * @throws MigrationFileException if there is neither a letter nor a digit
	 */
	static String of(String description, String like) {
		String separator = (like.contains("-") && !like.contains("_")) ? "-" : "_";
		String plain = ACCENTS.matcher(Normalizer.normalize(description, Normalizer.Form.NFD)).replaceAll("");
		String name = BETWEEN_WORDS.matcher(plain.strip().toLowerCase(Locale.ROOT)).replaceAll(separator);
		String trimmed = trim(name, separator);
		if (trimmed.isEmpty()) {
			throw new MigrationFileException(
					"'%s' has neither a letter nor a digit to make a name of. No file was written"
						.formatted(description),
					"Say in a few words what the migration does, such as: create add_due_date", null);
		}
		return trim(trimmed.substring(0, Math.min(LONGEST, trimmed.length())), separator);
	}

	private static String trim(String name, String separator) {
		int start = name.startsWith(separator) ? 1 : 0;
		int end = (name.length() > start && name.endsWith(separator)) ? name.length() - 1 : name.length();
		return name.substring(start, end);
	}

	/**
	 * Puts a revision before a name, where the other name has one.
	 */
	static String withRevision(String name, String like) {
		Matcher matcher = REVISION.matcher(like);
		return matcher.matches() ? revision(matcher.group("revision").length()) + matcher.group("after") + name : name;
	}

	/**
	 * Puts a revision before a name.
	 */
	static String withRevision(String name) {
		return revision(REVISION_LENGTH) + "_" + name;
	}

	private static String revision(int length) {
		String random = UUID.randomUUID().toString().replace("-", "");
		// with a digit, or the next one could not tell it from a word
		return random.substring(0, length - 1) + (Math.floorMod(random.hashCode(), 10));
	}

}
