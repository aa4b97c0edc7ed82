package dev.tidemark.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What has to be in a schema for a migration to count as applied where there is no
 * history: the directive {@code applied-if}.
 *
 * @param text as the script says it
 * @param checks all of which have to hold, at least one
 */
public record AppliedIf(String text, List<Check> checks) {

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
		return new AppliedIf(text, new AppliedIfParser(text).parse());
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
		 * @return the name, which can be read as one
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

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static List<String> words() {
			return Arrays.stream(values()).map(Kind::word).toList();
		}

		static Optional<Kind> of(String word) {
			return Arrays.stream(values()).filter((kind) -> kind.word().equalsIgnoreCase(word)).findFirst();
		}

		/**
		 * Refuses what the server could not look for.
		 * @throws IllegalArgumentException saying what is expected
		 */
		void check(List<String> names) {
			if (names.size() != this.arguments) {
				throw new IllegalArgumentException("%d %s in %s(…), and there %s %d".formatted(this.arguments,
						(this.arguments == 1) ? "name" : "names", word(), (names.size() == 1) ? "is" : "are",
						names.size()));
			}
			if (this == EXTENSION_EXISTS) {
				ObjectName.extension(names.get(0));
				return;
			}
			ObjectName.of(names.get(0));
			if (this == COLUMN_EXISTS || this == CONSTRAINT_EXISTS) {
				ObjectName.single(names.get(1));
			}
		}

	}

}
