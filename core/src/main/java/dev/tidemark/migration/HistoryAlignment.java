package dev.tidemark.migration;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Finds rows again whose version is written differently now: with or without the name
 * that tells it from others of its number, or at another place of a plan.
 */
final class HistoryAlignment {

	private final List<Migration> versioned;

	private final MigrationHistory history;

	HistoryAlignment(List<Migration> versioned, MigrationHistory history) {
		this.versioned = versioned;
		this.history = history;
	}

	MigrationHistory align() {
		boolean named = this.versioned.stream().anyMatch((migration) -> !version(migration).name().isEmpty())
				|| this.history.rows()
					.stream()
					.anyMatch((row) -> row.version() != null && !row.version().name().isEmpty());
		return named
				? new MigrationHistory(this.history.table(), this.history.rows().stream().map(this::align).toList())
				: this.history;
	}

	private AppliedMigration align(AppliedMigration row) {
		Version version = row.version();
		if (version == null || this.versioned.stream().anyMatch((migration) -> migration.key().equals(row.key()))) {
			return row;
		}
		List<Migration> same = matching((migration) -> version(migration).withName("").equals(version.withName(""))
				&& migration.name().equals(row.name()));
		if (same.isEmpty() && !version.name().isEmpty()) {
			same = matching((migration) -> version(migration).name().equals(version.name())
					&& this.history.find(migration.key()).isEmpty());
		}
		return (same.size() == 1) ? row.withVersion(version(same.get(0))) : row;
	}

	private List<Migration> matching(Predicate<Migration> condition) {
		return this.versioned.stream().filter(condition).toList();
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

}
