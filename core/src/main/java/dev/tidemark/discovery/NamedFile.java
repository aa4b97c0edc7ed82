package dev.tidemark.discovery;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Version;

/**
 * A file of a migration, as far as its name tells. Immutable.
 *
 * @param path its path below the folder, with slashes
 * @param stem what of the path says version and name: a part of the file's name, or the
 * name of its folder where a migration is a folder
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name, at the end of the stem
 * @param part what the file holds
 * @param text its content
 */
public record NamedFile(String path, String stem, @Nullable Version version, String name, Part part, String text) {

	/**
	 * What a file holds.
	 */
	public enum Part {

		/** The up part, and the down part too where it has a section for it. */
		WHOLE,

		/** The down part alone. */
		DOWN,

		/** Everything up to its version. */
		BASELINE

	}

}
