package dev.tidemark;

import java.util.List;
import java.util.Objects;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Snapshot;

/**
 * Decides whether a fresh database begins from a snapshot. Where a file is not what it
 * was when the snapshot was taken, the migrations are the truth, and run; where some of
 * them are in the snapshot only, nobody can tell, and nothing does.
 */
final class SnapshotUse {

	private final Snapshot snapshot;

	private final MigrationCatalog known;

	private final List<Snapshot.Part> parts;

	SnapshotUse(Snapshot snapshot, MigrationCatalog known) {
		this.snapshot = snapshot;
		this.known = known;
		this.parts = known.withSnapshot(snapshot).startingFrom(MigrationHistory.empty()).snapshotParts();
	}

	HistoryBeginning begin() {
		List<Snapshot.Part> changed = this.parts.stream().filter((part) -> !part.same()).toList();
		if (changed.isEmpty()) {
			return HistoryBeginning.of(DatabaseKind.FRESH, this.known.withSnapshot(this.snapshot),
					"it begins from the snapshot %s of version %s, which stands for %d migrations".formatted(file(),
							this.snapshot.head().version(), this.parts.size()));
		}
		if (this.parts.stream().anyMatch((part) -> part.migration() == null)) {
			throw new InvalidMigrationsException(changed.stream().map(this::problem).toList());
		}
		return new HistoryBeginning(DatabaseKind.FRESH, this.known, List.of(), "every migration runs", List
			.of("The snapshot %s is not used, as it was taken before %s changed: write it again with the command 'snapshot'"
				.formatted(file(), String.join(", ", changed.stream().map(SnapshotUse::location).toList()))));
	}

	private MigrationProblem problem(Snapshot.Part part) {
		return new MigrationProblem(location(part),
				"is not what it was when the snapshot %s was taken, from which this fresh database has to begin, as the files of other migrations are gone: restore it, or write the snapshot again"
					.formatted(file()));
	}

	private static String location(Snapshot.Part part) {
		Migration migration = Objects.requireNonNull(part.migration());
		return MigrationCatalog.location(migration);
	}

	private String file() {
		return this.snapshot.script().up().location();
	}

}
