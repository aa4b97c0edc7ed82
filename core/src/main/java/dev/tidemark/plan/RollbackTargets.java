package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
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
	 * A version below all that is applied stands for the empty schema.
	 */
	private List<AppliedMigration> afterUnapplied(Version version) {
		List<Version> applied = this.newestFirst.stream()
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.sorted()
			.toList();
		if (applied.stream().allMatch((other) -> other.compareTo(version) > 0)) {
			return this.newestFirst;
		}
		String below = applied.stream()
			.filter((other) -> other.compareTo(version) < 0)
			.max(Comparator.naturalOrder())
			.map((nearest) -> ": the nearest applied version below it is " + nearest)
			.orElse("");
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
		return rows((row) -> row.kind() != MigrationKind.BASELINE && this.catalog.find(row.key()).isEmpty());
	}

	private List<AppliedMigration> rows(Predicate<AppliedMigration> condition) {
		return this.newestFirst.stream().filter(condition).toList();
	}

}
