package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.RollbackRequest.Extent;
import dev.tidemark.plan.RollbackRequest.Steps;
import dev.tidemark.plan.RollbackRequest.To;

/**
 * Finds the rows of what is to be undone, newest first by order of installation.
 */
final class RollbackTargets {

	private static final Version EMPTY = Version.of("0");

	private final MigrationCatalog catalog;

	private final List<AppliedMigration> newestFirst;

	RollbackTargets(MigrationCatalog catalog, MigrationHistory history) {
		this.catalog = catalog;
		this.newestFirst = new ArrayList<>(history.current().stream().filter(AppliedMigration::applied).toList());
		Collections.reverse(this.newestFirst);
	}

	List<AppliedMigration> of(Extent extent) {
		if (extent instanceof Steps steps) {
			return this.newestFirst.stream().limit(steps.number()).toList();
		}
		return (extent instanceof To to) ? after(to.version()) : unknown();
	}

	private List<AppliedMigration> after(Version version) {
		MigrationKey key = MigrationKey.of(version, "");
		return this.newestFirst.stream()
			.filter((row) -> row.key().equals(key))
			.findFirst()
			.map((stays) -> rows((row) -> row.id() > stays.id()))
			.orElseGet(() -> afterUnapplied(version));
	}

	/**
	 * Version 0 below all that is applied stands for the empty schema; any other might be
	 * mistyped, and nobody asks again.
	 */
	private List<AppliedMigration> afterUnapplied(Version version) {
		List<Version> applied = this.newestFirst.stream()
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.sorted()
			.toList();
		boolean belowAll = applied.stream().allMatch((other) -> other.compareTo(version) > 0);
		if (belowAll && version.equals(EMPTY)) {
			return this.newestFirst;
		}
		String below = applied.stream()
			.filter((other) -> other.compareTo(version) < 0)
			.max(Comparator.naturalOrder())
			.map((nearest) -> ": the nearest applied version below it is " + nearest)
			.orElse(belowAll ? "; to undo everything, say version 0" : "");
		throw new InvalidMigrationsException(new MigrationProblem(null,
				"version %s is not applied, so nobody knows what was installed after it%s".formatted(version, below)));
	}

	/**
	 * What a baseline stands for may be in no file.
	 */
	private List<AppliedMigration> unknown() {
		if (this.catalog.all().isEmpty() && this.catalog.covered().isEmpty()) {
			throw new InvalidMigrationsException(new MigrationProblem(null,
					"this release brings no migration at all, so everything would be undone: look at tidemark.locations, or say how far by version or steps"));
		}
		List<AppliedMigration> unknown = rows((row) -> row.kind() != MigrationKind.BASELINE
				&& this.catalog.find(row.key()).isEmpty() && !standsInBaseline(row));
		List<String> older = unknown.stream().filter(this::comesBeforeKnown).map(AppliedMigration::label).toList();
		if (!older.isEmpty()) {
			throw new InvalidMigrationsException(new MigrationProblem(null,
					"this release does not know %s, and knows what was installed later and has a higher version: no newer release brought that, its file is missing here. Look at tidemark.locations, or say how far by version or steps"
						.formatted(String.join(", ", older))));
		}
		return unknown;
	}

	/**
	 * The files for which a baseline stands are often deleted.
	 */
	private boolean standsInBaseline(AppliedMigration row) {
		Version version = row.version();
		return version != null && this.catalog.baselines()
			.stream()
			.map(Migration::version)
			.anyMatch((baseline) -> baseline != null && baseline.compareTo(version) >= 0);
	}

	private boolean comesBeforeKnown(AppliedMigration row) {
		Version version = row.version();
		return version != null && this.newestFirst.stream()
			.filter((other) -> other.id() > row.id() && this.catalog.find(other.key()).isPresent())
			.map(AppliedMigration::version)
			.anyMatch((other) -> other != null && other.compareTo(version) > 0);
	}

	private List<AppliedMigration> rows(Predicate<AppliedMigration> condition) {
		return this.newestFirst.stream().filter(condition).toList();
	}

}
