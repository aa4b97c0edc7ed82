package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * One versioned or repeatable unit of change, in SQL or Java. Immutable.
 */
public sealed interface Migration permits SqlMigration, CodeMigration {

	/**
	 * Returns the version.
	 * @return the version, or {@code null} for a repeatable migration
	 */
	@Nullable Version version();

	/**
	 * Returns the name, as the file or class gives it.
	 * @return the name, maybe empty
	 */
	String name();

	/**
	 * Returns the file or class name.
	 * @return the script's name
	 */
	String script();

	/**
	 * Returns what the migration is made of.
	 * @return the kind
	 */
	MigrationKind kind();

	/**
	 * Returns the checksum of the up part.
	 * @return {@code sha256:} and hexadecimal digits, or {@code null} for Java
	 */
	@Nullable String checksum();

	/**
	 * Tells whether it can be undone.
	 * @return whether there is a down part
	 */
	boolean reversible();

	/**
	 * Returns what makes it the same migration in the history.
	 * @return the key
	 */
	default MigrationKey key() {
		return MigrationKey.of(version(), name());
	}

	/**
	 * Returns version and name for people, such as {@code 001 extensions}.
	 * @return the label
	 */
	default String label() {
		return label(version(), name());
	}

	/**
	 * Returns version and name for people.
	 * @param version the version, or {@code null} for a repeatable migration
	 * @param name the name
	 * @return the label
	 */
	static String label(@Nullable Version version, String name) {
		if (version != null && !version.name().isEmpty()) {
			return version.toString();
		}
		return (((version != null) ? version.toString() : "repeatable") + " " + name).trim();
	}

}
