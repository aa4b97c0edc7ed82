package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Decides where a database starts: a fresh one with the newest baseline, and one that has
 * started with a baseline without what that stands for.
 */
final class CatalogStart {

	private final List<Migration> versioned;

	private final List<Migration> baselines;

	private final MigrationHistory history;

	private final @Nullable Version start;

	CatalogStart(List<Migration> versioned, List<Migration> baselines, MigrationHistory history) {
		this.versioned = versioned;
		this.baselines = baselines;
		this.history = history;
		this.start = recorded().or(this::newestForFresh).orElse(null);
	}

	private Optional<Version> recorded() {
		return this.history.current()
			.stream()
			.filter((row) -> !row.standsAlone() && row.applied())
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder());
	}

	private Optional<Version> newestForFresh() {
		boolean fresh = this.history.current()
			.stream()
			.filter((row) -> row.version() != null && row.standsAlone())
			.noneMatch((row) -> row.applied() || row.statementsDone() > 0);
		return fresh ? this.baselines.stream().map(CatalogStart::version).max(Comparator.naturalOrder())
				: Optional.empty();
	}

	/**
	 * Returns the versioned migrations that are or come into the database.
	 */
	List<Migration> versioned() {
		List<Migration> all = new ArrayList<>(this.versioned.stream().filter((other) -> !covered(other)).toList());
		this.baselines.stream().filter((baseline) -> Objects.equals(baseline.version(), this.start)).forEach(all::add);
		all.sort(Comparator.comparing(CatalogStart::version));
		return all;
	}

	/**
	 * Returns the migrations for which the baseline stands.
	 */
	List<Migration> covered() {
		return this.versioned.stream().filter(this::covered).toList();
	}

	private boolean covered(Migration migration) {
		return this.start != null && number(version(migration)).compareTo(number(this.start)) <= 0
				&& this.history.find(migration.key()).filter((row) -> row.applied() && row.standsAlone()).isEmpty();
	}

	/**
	 * It stands for all that a name tells apart within its number.
	 */
	private static Version number(Version version) {
		Version number = version.withName("");
		return number.canonical().isEmpty() ? version : number;
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

}
