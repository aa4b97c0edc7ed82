package dev.tidemark.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Migrations that are in the snapshot only, since it has taken the place of their files.
 * A database that has them applied goes on without the files; one that has not cannot.
 * Immutable.
 *
 * @param location the snapshot, for people
 * @param head what it says that it stands for
 * @param gone the versioned migrations without a file, in the order of their versions
 */
public record SquashedMigrations(String location, SnapshotHead head, List<SnapshotHead.Entry> gone) {

	private static final int SHOWN = 4;

	/**
	 * Copies the list.
	 */
	public SquashedMigrations {
		gone = List.copyOf(gone);
	}

	/**
	 * Compares a snapshot with the files.
	 * @param location the snapshot, for people
	 * @param head what it says that it stands for
	 * @param files what the application brings
	 * @return what is in the snapshot only, or {@code null} for nothing
	 */
	static @Nullable SquashedMigrations of(String location, SnapshotHead head, List<Migration> files) {
		Set<MigrationKey> known = files.stream().map(Migration::key).collect(Collectors.toSet());
		List<SnapshotHead.Entry> gone = head.entries()
			.stream()
			.filter((entry) -> entry.version() != null && !known.contains(entry.key()))
			.toList();
		return gone.isEmpty() ? null : new SquashedMigrations(location, head, gone);
	}

	/**
	 * Tells whether a migration is in the snapshot only.
	 * @param key the migration
	 * @return whether it is
	 */
	public boolean contains(MigrationKey key) {
		return this.gone.stream().anyMatch((entry) -> entry.key().equals(key));
	}

	/**
	 * Says what refuses to go on with a database.
	 * @param history what it has recorded
	 * @return the problem, with what to do; empty where the database has everything that
	 * is in the snapshot only
	 */
	public Optional<MigrationProblem> problem(MigrationHistory history) {
		List<String> behind = this.gone.stream()
			.filter((entry) -> !has(history, entry))
			.map(SnapshotHead.Entry::label)
			.toList();
		if (behind.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new MigrationProblem(this.location,
				"""
						the files of %d migrations which this database has not applied are gone, as this snapshot of version %s has \
						taken their place: %s. The database stands at %s, and a snapshot is for fresh databases only.
						  if it is to have them:   deploy the last release that still has these files (the one before the squash), \
						let it migrate this database to version %s, and then deploy this one
						  if it has them already:  it has no history of them: declare that once with the command 'baseline %s'"""
					.formatted(behind.size(), this.head.version(), shown(behind), stand(history), last(), last())));
	}

	private static boolean has(MigrationHistory history, SnapshotHead.Entry entry) {
		return history.find(entry.key()).filter(AppliedMigration::applied).isPresent()
				|| history.current().stream().anyMatch((row) -> standsFor(row, entry));
	}

	private static boolean standsFor(AppliedMigration row, SnapshotHead.Entry entry) {
		Version version = row.version();
		Version covered = entry.version();
		return row.applied() && row.kind() == MigrationKind.BASELINE && version != null && covered != null
				&& version.compareTo(covered) >= 0;
	}

	private static String shown(List<String> labels) {
		return (labels.size() <= SHOWN) ? String.join(", ", labels)
				: "%s, … %s".formatted(String.join(", ", labels.subList(0, SHOWN - 1)), labels.get(labels.size() - 1));
	}

	private static String stand(MigrationHistory history) {
		return history.version().map((version) -> "version " + version).orElse("no version");
	}

	private String last() {
		return String.valueOf(this.gone.get(this.gone.size() - 1).version());
	}

}
