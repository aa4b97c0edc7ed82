package dev.tidemark.discovery;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.Version;

/**
 * What a file name says.
 *
 * @param version the version, or {@code null} for a repeatable migration
 * @param name the name
 * @param part which part of the migration the file holds
 */
record ParsedName(@Nullable Version version, String name, Part part) {

	MigrationKey key() {
		return MigrationKey.of(this.version, this.name);
	}

	ParsedName withPart(Part other) {
		return new ParsedName(this.version, this.name, other);
	}

	enum Part {

		/** The up part, and the down part too where the file has a section for it. */
		WHOLE,

		/** The down part alone. */
		DOWN

	}

}
