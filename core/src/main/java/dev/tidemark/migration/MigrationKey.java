package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

/**
 * What makes a migration the same one in the files and in the history: its version, or
 * for a repeatable migration its name.
 *
 * @param value the version's canonical form, or the name after {@code R:}
 */
public record MigrationKey(String value) {

	/**
	 * Returns the key of a migration.
	 * @param version the version, or {@code null} for a repeatable migration
	 * @param name the name
	 * @return the key
	 */
	public static MigrationKey of(@Nullable Version version, String name) {
		return new MigrationKey((version != null) ? version.canonical() : "R:" + name);
	}

	// what a record has by itself is made when it is first called, and a start waits for
	// it

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MigrationKey key && this.value.equals(key.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

}
