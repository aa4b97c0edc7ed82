package dev.tidemark.offline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.PlanSettings;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.plan.StoredDownScripts;
import dev.tidemark.sql.Nearest;

/**
 * Plans as for a database that stands at the version where a file begins.
 */
final class OfflinePlanner {

	private final MigrationCatalog catalog;

	private final MigrationPlanner planner;

	private final @Nullable Version target;

	OfflinePlanner(MigrationCatalog catalog, PlanSettings settings) {
		this.catalog = catalog;
		// how far a file goes is asked for, and is the same as a target only by default
		this.planner = new MigrationPlanner(settings.withTarget(null));
		this.target = settings.target();
	}

	OfflinePlan plan(OfflineScriptRequest request) {
		SquashedMigrations squashed = this.catalog.squashed();
		if (squashed != null && request.from() == null) {
			throw refused(
					"the files of migrations up to version %s are gone, as the snapshot %s has taken their place, and a file cannot begin with an empty history: let the application (or its command migrate) begin an empty database, or name the version at which the database stands with 'from'"
						.formatted(squashed.head().version(), squashed.location()));
		}
		Version from = known("from", request.from());
		Version newest = newest().orElse(null);
		Version asked = (request.to() != null) ? request.to() : this.target;
		Version to = (asked != null) ? known("to", asked) : newest;
		OfflinePlan planned = (from != null && to != null && to.compareTo(from) < 0) ? down(from, to)
				: up(from, to, Objects.equals(to, newest));
		if (planned.plan().isEmpty()) {
			throw refused(
					"there is nothing to write: no migration comes after version %s up to %s; status shows what there is"
						.formatted(planned.fromText(), planned.toText()));
		}
		refuseCode(planned);
		return planned;
	}

	private @Nullable Version known(String option, @Nullable Version asked) {
		if (asked == null) {
			return null;
		}
		List<Version> versions = versions();
		return versions.stream().filter(asked::equals).findFirst().orElseThrow(() -> {
			String nearest = Nearest.to(asked.toString(), versions.stream().map(Version::toString).toList())
				.map(" (did you mean %s?)"::formatted)
				.orElse("");
			return refused("no migration has the version %s that '%s' names%s; known are %s".formatted(asked, option,
					nearest, versions));
		});
	}

	private List<Version> versions() {
		List<Migration> all = new ArrayList<>(this.catalog.versioned());
		all.addAll(this.catalog.baselines());
		return Stream.concat(all.stream().map(Migration::version), squashed().map(SnapshotHead.Entry::version))
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
	}

	private Stream<SnapshotHead.Entry> squashed() {
		SquashedMigrations squashed = this.catalog.squashed();
		return (squashed != null) ? squashed.gone().stream() : Stream.empty();
	}

	private Optional<Version> newest() {
		return versions().stream().max(Comparator.naturalOrder());
	}

	private OfflinePlan up(@Nullable Version from, @Nullable Version to, boolean toNewest) {
		MigrationCatalog wanted = (toNewest || to == null) ? this.catalog : this.catalog.upTo(to);
		List<Migration> applied = appliedUpTo(from);
		MigrationHistory history = history(from, applied);
		MigrationPlan plan = this.planner.up(wanted.startingFrom(history), history, Map.of());
		return new OfflinePlan(Direction.UP, from, to, applied, plan);
	}

	private OfflinePlan down(Version from, Version to) {
		List<Migration> applied = appliedUpTo(from);
		MigrationHistory history = history(from, applied);
		MigrationPlan plan = this.planner.down(this.catalog.startingFrom(history), history, StoredDownScripts.NONE,
				RollbackRequest.to(to).usingFiles());
		return new OfflinePlan(Direction.DOWN, from, to, applied, plan);
	}

	/**
	 * Returns what a database has that stands at a version: the files up to it, or the
	 * newest baseline where its files are gone.
	 */
	private List<Migration> appliedUpTo(@Nullable Version from) {
		if (from == null) {
			return List.of();
		}
		MigrationCatalog until = this.catalog.upTo(from);
		return until.versioned().stream().anyMatch((migration) -> Objects.equals(migration.version(), from))
				? until.versioned() : until.startingFrom(MigrationHistory.empty()).versioned();
	}

	private MigrationHistory history(@Nullable Version from, List<Migration> applied) {
		List<AppliedMigration> rows = new ArrayList<>();
		squashed().filter((entry) -> from != null && Objects.requireNonNull(entry.version()).compareTo(from) <= 0)
			.map(AppliedMigration::brief)
			.forEach(rows::add);
		for (Migration migration : applied) {
			rows.add(new AppliedMigration(rows.size() + 1L, migration.version(), migration.name(), migration.script(),
					migration.kind(), migration.checksum(), MigrationState.APPLIED, 0, 0, Instant.EPOCH, 0, "", "",
					null, migration.reversible(), StatementJournal.NONE));
		}
		return new MigrationHistory(rows);
	}

	private static void refuseCode(OfflinePlan planned) {
		List<MigrationProblem> problems = planned.plan()
			.steps()
			.stream()
			.filter(PlannedStep::isCode)
			.map((step) -> new MigrationProblem(step.location(),
					"migration %s is written in Java, which psql cannot run: write a file that ends below it, let the application (or its command migrate) run it, and then write a file that begins at it"
						.formatted(step.migration().label())))
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidMigrationsException(problems);
		}
	}

	private static InvalidMigrationsException refused(String message) {
		return new InvalidMigrationsException(List.of(new MigrationProblem(null, message)));
	}

}
