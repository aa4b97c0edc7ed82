package dev.tidemark.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.SquashedMigrations;

/**
 * A history of which only the others were read whole: an ordinary row says nothing but
 * that a migration is applied.
 *
 * @param rows all rows in the order of installation
 */
record BriefHistory(List<Row> rows) {

	/**
	 * Returns the history where each ordinary row is that of a migration as it is.
	 * @param table the name of the table for SQL
	 * @param catalog what the application brings
	 * @return the history, in which ordinary rows are brief; empty where the rows have to
	 * be read
	 */
	Optional<MigrationHistory> of(String table, MigrationCatalog catalog) {
		Map<String, Migration> known = new HashMap<>();
		for (Migration migration : catalog.versioned()) {
			known.put(String.valueOf(migration.version()), migration);
		}
		Map<String, SnapshotHead.Entry> gone = gone(catalog.squashed());
		List<AppliedMigration> read = new ArrayList<>(this.rows.size());
		for (Row row : this.rows) {
			AppliedMigration applied = row.in(known, gone);
			if (applied == null) {
				return Optional.empty();
			}
			read.add(applied);
		}
		return Optional.of(new MigrationHistory(table, read));
	}

	private static Map<String, SnapshotHead.Entry> gone(@Nullable SquashedMigrations squashed) {
		Map<String, SnapshotHead.Entry> gone = new HashMap<>();
		if (squashed != null) {
			squashed.gone().forEach((entry) -> gone.put(String.valueOf(entry.version()), entry));
		}
		return gone;
	}

	/**
	 * A row: either an ordinary one, or another that was read whole.
	 *
	 * @param id the order of installation
	 * @param version the version as it is written there, or {@code null}
	 * @param checksum the checksum, or {@code null}
	 * @param other all of it, or {@code null} if it is ordinary
	 */
	record Row(long id, @Nullable String version, @Nullable String checksum, @Nullable AppliedMigration other) {

		private @Nullable AppliedMigration in(Map<String, Migration> known, Map<String, SnapshotHead.Entry> gone) {
			if (this.other != null) {
				return this.other;
			}
			SnapshotHead.Entry entry = gone.get(this.version);
			if (entry != null) {
				return AppliedMigration.brief(entry);
			}
			Migration migration = known.get(this.version);
			return (migration != null && Objects.equals(this.checksum, migration.checksum()))
					? AppliedMigration.brief(migration) : null;
		}

	}

}
