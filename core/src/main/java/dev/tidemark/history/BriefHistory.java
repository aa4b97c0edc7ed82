package dev.tidemark.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;

/**
 * A history of which the ordinary rows were counted and digested, and only the others
 * read.
 *
 * @param ordinary how many rows say nothing but that a migration is applied
 * @param digest what {@link HistoryDigest} makes of them, or {@code null} for none
 * @param others all other rows in the order of installation
 */
record BriefHistory(int ordinary, @Nullable String digest, List<AppliedMigration> others) {

	/**
	 * Returns the history where the ordinary rows are those of the first migrations: of
	 * all of them when nothing is pending, of all but the last when some are new.
	 * @param table the name of the table for SQL
	 * @param known what the application brings
	 * @return the history, in which ordinary rows are brief; empty where the rows have to
	 * be read
	 */
	Optional<MigrationHistory> of(String table, MigrationCatalog known) {
		List<Migration> first = startedWith(known).versioned()
			.stream()
			.filter((migration) -> migration.checksum() != null && migration.kind() != MigrationKind.BASELINE)
			.limit(this.ordinary)
			.toList();
		boolean same = first.size() == this.ordinary
				&& (first.isEmpty() || HistoryDigest.of(first).equals(this.digest));
		return same
				? Optional.of(new MigrationHistory(table,
						Stream.concat(this.others.stream(), first.stream().map(AppliedMigration::brief)).toList()))
				: Optional.empty();
	}

	/**
	 * What a baseline stands for has no rows.
	 */
	private MigrationCatalog startedWith(MigrationCatalog known) {
		boolean baseline = this.others.stream().anyMatch((row) -> row.applied() && !row.standsAlone());
		return baseline ? known.startingFrom(new MigrationHistory(this.others)) : known;
	}

}
