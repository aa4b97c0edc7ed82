package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;

/**
 * One planning of what is to be undone.
 */
final class DownPlan {

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final List<MigrationProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final ScriptSegments segments;

	DownPlan(PlanSettings settings, MigrationCatalog catalog, MigrationHistory history) {
		this.catalog = catalog;
		this.history = history;
		this.segments = new ScriptSegments(settings.placeholders(), this.problems, this.warnings);
	}

	MigrationPlan plan(RollbackRequest request) {
		List<PlannedStep> steps = new RollbackTargets(this.catalog, this.history).of(request.extent())
			.stream()
			.map(this::step)
			.flatMap(Optional::stream)
			.toList();
		PlannedCallbacks callbacks = PlannedCallbacks.of(this.catalog, this.segments, steps);
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems);
		}
		return new MigrationPlan(steps, callbacks, this.warnings, List.of(), Set.of());
	}

	private Optional<PlannedStep> step(AppliedMigration row) {
		if (row.kind() == MigrationKind.BASELINE) {
			this.problems.add(new MigrationProblem(row.script(),
					"migration %s cannot be undone: it is a baseline, which stands for everything up to its version"
						.formatted(row.label())));
			return Optional.empty();
		}
		Migration migration = this.catalog.find(row.key()).orElse(null);
		if (migration == null) {
			this.problems.add(new MigrationProblem(row.script(),
					"migration %s cannot be undone: this release does not know it".formatted(row.label())));
			return Optional.empty();
		}
		if (!migration.reversible()) {
			this.problems.add(new MigrationProblem(MigrationCatalog.location(migration),
					"migration %s cannot be undone: %s".formatted(migration.label(), reason(migration))));
			return Optional.empty();
		}
		return Optional
			.of(new PlannedStep(migration, Direction.DOWN, StepReason.UNDO, segments(migration), List.of(), row));
	}

	private static String reason(Migration migration) {
		String irreversible = (migration instanceof SqlMigration sql) ? sql.directives().irreversible() : null;
		return (irreversible != null) ? irreversible : "it has no down part";
	}

	private List<Segment> segments(Migration migration) {
		SqlScript down = (migration instanceof SqlMigration sql) ? sql.down() : null;
		return (down != null) ? this.segments.segments(down) : List.of();
	}

}
