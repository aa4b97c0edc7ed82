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
 * @param dialect for which database it is written
 * @param transactional whether it runs in a transaction, or {@code null} where the name
 * does not say
 */
record ParsedName(@Nullable Version version, String name, Part part, Dialect dialect, @Nullable Boolean transactional) {

	ParsedName(@Nullable Version version, String name, Part part) {
		this(version, name, part, Dialect.ANY, null);
	}

	MigrationKey key() {
		return MigrationKey.of(this.version, this.name);
	}

	ParsedName withVersion(@Nullable Version other) {
		return new ParsedName(other, this.name, this.part, this.dialect, this.transactional);
	}

	ParsedName withPart(Part other) {
		return new ParsedName(this.version, this.name, other, this.dialect, this.transactional);
	}

	enum Part {

		/** The up part, and the down part too where the file has a section for it. */
		WHOLE,

		/** The down part alone. */
		DOWN,

		/** Everything up to its version, for a database that has nothing yet. */
		BASELINE

	}

	enum Dialect {

		/** The name does not say. */
		ANY,

		/** PostgreSQL; comes before a file that does not say. */
		POSTGRES,

		/** Another database, so it never runs. */
		OTHER

	}

}
