package dev.tidemark.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be in a schema for a migration to count as applied where there is no
 * history: the directive {@code applied-if}.
 *
 * @param text as the script says it
 * @param checks all of which have to hold, at least one
 */
public record AppliedIf(String text, List<Check> checks) {

	private static final Pattern CHECK = Pattern.compile(
			"\\s*(?<not>not\\s+)?(?<name>\\w+)\\s*\\((?<arguments>\\s*'(?:[^']|'')*'\\s*(?:,\\s*'(?:[^']|'')*'\\s*)*)\\)\\s*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern AND = Pattern.compile("and\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern ARGUMENT = Pattern.compile("'((?:[^']|'')*)'");

	/**
	 * Copies the list.
	 */
	public AppliedIf {
		checks = List.copyOf(checks);
	}

	/**
	 * Reads the value of the directive.
	 * @param text such as
	 * {@code column_exists('users', 'email') and not table_exists('old_users')}
	 * @return the checks
	 * @throws IllegalArgumentException saying what is expected, if it is no such value
	 */
	static AppliedIf parse(String text) {
		List<Check> checks = new ArrayList<>();
		Matcher check = CHECK.matcher(text);
		int next = 0;
		boolean more = true;
		while (more) {
			if (!check.region(next, text.length()).lookingAt()) {
				throw unreadable();
			}
			checks.add(check(check));
			Matcher and = AND.matcher(text).region(check.end(), text.length());
			more = and.lookingAt();
			next = more ? and.end() : check.end();
		}
		if (next != text.length()) {
			throw unreadable();
		}
		return new AppliedIf(text, checks);
	}

	private static IllegalArgumentException unreadable() {
		return new IllegalArgumentException(
				"checks such as table_exists('users') or column_exists('users', 'email'), several with 'and' between them, each maybe with 'not' before it");
	}

	private static Check check(Matcher found) {
		List<String> arguments = ARGUMENT.matcher(found.group("arguments"))
			.results()
			.map((argument) -> argument.group(1).replace("''", "'"))
			.toList();
		String name = found.group("name");
		Kind kind = Kind.of(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
		if (arguments.size() != kind.arguments) {
			throw new IllegalArgumentException(
					"%d names in %s, and there are %d".formatted(kind.arguments, kind.word(), arguments.size()));
		}
		return new Check(found.group("not") != null, kind, arguments);
	}

	private static String unknown(String name) {
		List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
		return "%s%s".formatted(String.join(", ", words),
				Nearest.to(name, words).map(" (did you mean %s?)"::formatted).orElse(""));
	}

	/**
	 * One of the checks.
	 *
	 * @param negated whether it has to be false
	 * @param kind what is looked for
	 * @param arguments the names, as many as the kind takes
	 */
	public record Check(boolean negated, Kind kind, List<String> arguments) {

		/**
		 * Copies the list.
		 */
		public Check {
			arguments = List.copyOf(arguments);
		}

		/**
		 * Returns a name.
		 * @param index which one, from 0
		 * @return the name
		 */
		public String argument(int index) {
			return this.arguments.get(index);
		}

	}

	/**
	 * What can be looked for.
	 */
	public enum Kind {

		/** A table or view. */
		TABLE_EXISTS(1),

		/** A column of a table. */
		COLUMN_EXISTS(2),

		/** An index. */
		INDEX_EXISTS(1),

		/** A constraint of a table. */
		CONSTRAINT_EXISTS(2),

		/** An extension. */
		EXTENSION_EXISTS(1),

		/** A value of an enumeration. */
		ENUM_VALUE_EXISTS(2);

		private final int arguments;

		Kind(int arguments) {
			this.arguments = arguments;
		}

		private String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		private static Optional<Kind> of(String word) {
			return Arrays.stream(values())
				.filter((kind) -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
				.findFirst();
		}

	}

}
