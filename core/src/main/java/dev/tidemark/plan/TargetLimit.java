package dev.tidemark.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Version;

/**
 * Decides what is left alone since it comes after the last version that is to be applied.
 */
public final class TargetLimit {

	private final @Nullable Version target;

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final List<Migration> later;

	/**
	 * Compares what the application brings with the target.
	 * @param target the last version that is applied, or {@code null} for all
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 */
	public TargetLimit(@Nullable Version target, MigrationCatalog catalog, MigrationHistory history) {
		this.target = target;
		this.catalog = catalog;
		this.history = history;
		this.later = catalog.versioned().stream().filter(this::comesLater).toList();
	}

	private boolean comesLater(Migration migration) {
		Version version = migration.version();
		return this.target != null && version != null && version.compareTo(this.target) > 0 && !isApplied(migration);
	}

	private boolean isApplied(Migration migration) {
		return this.history.find(migration.key()).filter(AppliedMigration::applied).isPresent();
	}

	/**
	 * Tells whether a migration is left alone: a version after the target that is not
	 * applied, and each repeatable while there is such a version, which it may need.
	 * @param migration the migration
	 * @return whether it is left alone
	 */
	public boolean leavesOut(Migration migration) {
		return (migration.version() != null) ? comesLater(migration) : !this.later.isEmpty();
	}

	/**
	 * Returns what is left alone, for people.
	 */
	Optional<String> note() {
		if (this.later.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of("Left alone, as tidemark.target is %s: %s%s".formatted(this.target,
				String.join(", ", this.later.stream().map(Migration::label).toList()),
				this.catalog.repeatable().isEmpty() ? ""
						: "; and the repeatable migrations, which may need what comes later"));
	}

	/**
	 * Finds a target that neither the application nor the database knows.
	 */
	Optional<MigrationProblem> problem() {
		Version wanted = this.target;
		if (wanted == null || versions().anyMatch(wanted::equals)) {
			return Optional.empty();
		}
		List<String> nearest = Stream
			.of(versions().filter((other) -> other.compareTo(wanted) < 0).max(Comparator.naturalOrder()),
					versions().filter((other) -> other.compareTo(wanted) > 0).min(Comparator.naturalOrder()))
			.flatMap(Optional::stream)
			.map(Version::toString)
			.toList();
		return Optional.of(new MigrationProblem(null,
				"tidemark.target is %s, and there is no migration of that version, neither in the files nor in the history%s"
					.formatted(wanted, nearest.isEmpty() ? "" : "; the nearest: " + String.join(" and ", nearest))));
	}

	private Stream<Version> versions() {
		return Stream
			.concat(Stream.of(this.catalog.versioned(), this.catalog.covered())
				.flatMap(List::stream)
				.map(Migration::version), this.history.current().stream().map(AppliedMigration::version))
			.filter(Objects::nonNull);
	}

}
