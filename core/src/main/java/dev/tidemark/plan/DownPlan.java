package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.plan.StoredDownScripts.Scripts;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementChecksum;

/**
 * One planning of what is to be undone.
 */
final class DownPlan {

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final StoredDownScripts stored;

	private final List<MigrationProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final ScriptSegments segments;

	DownPlan(PlanSettings settings, MigrationCatalog catalog, MigrationHistory history, StoredDownScripts stored) {
		this.catalog = catalog;
		this.history = history;
		this.stored = stored;
		this.segments = new ScriptSegments(settings.placeholders(), this.problems, this.warnings);
	}

	MigrationPlan plan(RollbackRequest request) {
		List<AppliedMigration> rows = new RollbackTargets(this.catalog, this.history).of(request.extent());
		checkAsPlanned(request, rows);
		checkHalfUndone(rows);
		DownScripts scripts = new DownScripts(this.history.table(), request.filesPreferred(), this.stored,
				this.problems, this.warnings);
		Map<Long, Scripts> storedByRow = this.stored
			.of(rows.stream().filter((row) -> row.kind() != MigrationKind.JAVA).map(AppliedMigration::id).toList());
		List<PlannedStep> steps = rows.stream()
			.map((row) -> migration(row, scripts, storedByRow.getOrDefault(row.id(), Scripts.NONE))
				.map((migration) -> step(migration, row)))
			.flatMap(Optional::stream)
			.toList();
		PlannedCallbacks callbacks = PlannedCallbacks.of(this.catalog, this.segments, steps);
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems);
		}
		return new MigrationPlan(steps, callbacks, this.warnings, List.of(), Set.of());
	}

	private static void checkAsPlanned(RollbackRequest request, List<AppliedMigration> rows) {
		List<Long> planned = request.rows();
		if (planned != null && !planned.equals(rows.stream().map(AppliedMigration::id).toList())) {
			throw new InvalidMigrationsException(new MigrationProblem(null,
					"the history has changed since this rollback was planned (another run was at work): now it would undo %s. Look at the history, and say again how far"
						.formatted(rows.isEmpty() ? "nothing"
								: String.join(", ", rows.stream().map(AppliedMigration::label).toList()))));
		}
	}

	private void checkHalfUndone(List<AppliedMigration> rows) {
		this.history.halfUndone()
			.stream()
			.filter((row) -> !rows.contains(row))
			.forEach((row) -> this.problems.add(new MigrationProblem(row.script(),
					"migration %s is half undone, and this rollback would leave it so: finish that first, with a rollback that goes so far"
						.formatted(row.label()))));
	}

	private Optional<Migration> migration(AppliedMigration row, DownScripts scripts, Scripts stored) {
		Migration known = this.catalog.find(row.key()).orElse(null);
		if (!row.standsAlone()) {
			return refuse(row, row.script(),
					"it is a baseline, which stands for everything up to its version: go down to it and no further");
		}
		if (known instanceof CodeMigration code) {
			return code.reversible() ? Optional.of(code)
					: refuse(row, code.script(), "it has no down part: override down(MigrationContext) in its class");
		}
		if (known == null && row.kind() == MigrationKind.JAVA) {
			return refuse(row, row.script(),
					"it is written in Java, and this release does not know it: undo it with the release that brought it");
		}
		return scripts.choose(row, (known instanceof SqlMigration sql) ? sql : null, stored);
	}

	private Optional<Migration> refuse(AppliedMigration row, String where, String reason) {
		this.problems
			.add(new MigrationProblem(where, "migration %s cannot be undone: %s".formatted(row.label(), reason)));
		return Optional.empty();
	}

	private PlannedStep step(Migration migration, AppliedMigration row) {
		SqlScript down = (migration instanceof SqlMigration sql) ? sql.down() : null;
		if (down == null) {
			return new PlannedStep(migration, Direction.DOWN, StepReason.UNDO, List.of(), List.of(), row);
		}
		List<SqlStatement> statements = this.segments.statements(down);
		int done = Math.min(statements.size(), row.halfUndone() ? row.journal().undone() : 0);
		checkDoneUnchanged(down, row.journal(), statements);
		List<Segment> pieces = this.segments.segments(down, statements, done, row.journal());
		if (row.halfUndone()) {
			new Interruption(down, Direction.DOWN, this.history.table(), row, statements).check(pieces, List.of(),
					this.problems, this.warnings);
		}
		return new PlannedStep(migration, Direction.DOWN, row.halfUndone() ? StepReason.RESUME : StepReason.UNDO,
				pieces, statements.subList(0, done), row);
	}

	private void checkDoneUnchanged(SqlScript down, StatementJournal journal, List<SqlStatement> statements) {
		int done = journal.undone();
		boolean same = done == 0 || (statements.size() >= done
				&& StatementChecksum.of(statements.subList(0, done)).equals(journal.undoneChecksum()));
		if (!same) {
			this.problems.add(new MigrationProblem(down.location(),
					"an earlier rollback has run %d statements of a down script, and they are not the first of this one: restore them as they were, or choose the other of the stored script and the file's (with or without --use-file)"
						.formatted(done)));
		}
	}

}
