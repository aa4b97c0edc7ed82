package dev.tidemark.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationHistory;

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
	 * @param versioned what the application brings, in the order of their versions
	 * @return the history, in which ordinary rows are brief; empty where the rows have to
	 * be read
	 */
	Optional<MigrationHistory> of(String table, List<Migration> versioned) {
		List<Migration> first = versioned.stream()
			.filter((migration) -> migration.checksum() != null)
			.limit(this.ordinary)
			.toList();
		boolean known = first.size() == this.ordinary
				&& (first.isEmpty() || HistoryDigest.of(first).equals(this.digest));
		return known
				? Optional.of(new MigrationHistory(table,
						Stream.concat(this.others.stream(), first.stream().map(AppliedMigration::brief)).toList()))
				: Optional.empty();
	}

}
