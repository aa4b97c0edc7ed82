package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.SqlStatement;

/**
 * One planning of what is pending: collects steps, warnings and problems.
 */
final class UpPlan {

	private final PlanSettings settings;

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final Map<Long, String> stored;

	private final ScriptSegments segments;

	private final ScriptSegments downs;

	private final RepeatableRuns repeatables;

	private final TargetLimit limit;

	private final @Nullable Version newest;

	private final List<PlannedStep> steps = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final List<MigrationProblem> problems = new ArrayList<>();

	private final Set<MigrationKey> ignored = new HashSet<>();

	UpPlan(PlanSettings settings, MigrationCatalog catalog, MigrationHistory history, Map<Long, String> stored) {
		this.settings = settings;
		this.catalog = catalog;
		this.history = history;
		this.stored = stored;
		this.segments = new ScriptSegments(settings.placeholders(), this.problems, this.warnings);
		this.downs = new ScriptSegments(settings.placeholders(), this.problems, new ArrayList<>());
		this.repeatables = new RepeatableRuns(catalog, history);
		this.limit = new TargetLimit(settings.target(), catalog, history);
		this.newest = history.version().orElse(null);
	}

	MigrationPlan plan() {
		PlannedCallbacks callbacks = collect();
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems);
		}
		return new MigrationPlan(this.steps, callbacks, this.warnings, this.notes, this.ignored);
	}

	/**
	 * Plans for what there is to say about it only.
	 */
	PlanFindings findings() {
		collect();
		return new PlanFindings(this.problems, this.warnings);
	}

	private PlannedCallbacks collect() {
		this.limit.problem().ifPresent(this.problems::add);
		this.history.halfUndone().forEach(this::halfUndone);
		squashed();
		this.catalog.versioned().forEach(this::versioned);
		this.catalog.repeatable().forEach(this::repeatable);
		this.limit.note().ifPresent(this.notes::add);
		warnMissing();
		return PlannedCallbacks.of(this.catalog, this.segments, this.steps);
	}

	/**
	 * Where nothing is applied yet, it is decided first with what the history begins.
	 */
	private void squashed() {
		SquashedMigrations squashed = this.catalog.squashed();
		if (squashed != null && !this.history.isUnbegun()) {
			squashed.problem(this.history).ifPresent(this.problems::add);
		}
	}

	private boolean isSquashed(AppliedMigration row) {
		SquashedMigrations squashed = this.catalog.squashed();
		return squashed != null && squashed.contains(row.key());
	}

	private void versioned(Migration migration) {
		AppliedMigration row = this.history.find(migration.key()).orElse(null);
		if (row != null && row.applied()) {
			checkUnchanged(migration, row);
			return;
		}
		if (this.limit.leavesOut(migration)) {
			this.ignored.add(migration.key());
			return;
		}
		StepReason reason = reason(row);
		if (reason == StepReason.PENDING && isOlderThanNewest(migration)) {
			outOfOrder(migration, row);
			return;
		}
		add(migration, reason, row);
	}

	private static StepReason reason(@Nullable AppliedMigration row) {
		if (row == null) {
			return StepReason.PENDING;
		}
		if (row.state() == MigrationState.ROLLED_BACK) {
			return StepReason.REAPPLY;
		}
		return (row.statementsDone() > 0 || row.state() == MigrationState.RUNNING) ? StepReason.RESUME
				: StepReason.RETRY;
	}

	/**
	 * Nobody planned for what it is: neither with the change nor without it.
	 */
	private void halfUndone(AppliedMigration row) {
		this.problems.add(new MigrationProblem(row.script(),
				"""
						migration %1$s is half undone: a rollback has done %2$d statements of its down script%3$s and did not end.
						      to finish that:                     run the rollback again, then start again
						      if it is whole again as it was:     UPDATE %4$s SET done_checksum = NULL, running_statement = NULL WHERE id = %5$d;"""
					.formatted(row.label(), row.journal().undone(),
							(row.journal().runningNumber() > 0)
									? " and begun statement " + row.journal().runningNumber() : "",
							this.history.table(), row.id())));
	}

	private void checkUnchanged(Migration migration, AppliedMigration row) {
		if (!ChangedScripts.changed(migration, row, this.stored)) {
			return;
		}
		MigrationProblem problem = ChangedScripts.problem(migration, row, this.stored.get(row.id()));
		if (this.settings.onChanged() == OnChanged.REFUSE) {
			this.problems.add(problem);
		}
		else {
			this.warnings.add(problem.toString());
		}
	}

	private boolean isOlderThanNewest(Migration migration) {
		return this.newest != null && Objects.requireNonNull(migration.version()).compareTo(this.newest) < 0;
	}

	private void outOfOrder(Migration migration, @Nullable AppliedMigration row) {
		String fact = "Migration %s is older than the newest applied one (%s)".formatted(migration.label(),
				this.newest);
		switch (this.settings.outOfOrder()) {
			case APPLY -> {
				this.warnings.add(fact + ": it is applied out of order, as after a merge of two branches");
				add(migration, StepReason.OUT_OF_ORDER, row);
			}
			case WARN -> {
				this.warnings.add(fact
						+ " and left alone, as tidemark.out-of-order=warn says: apply it with tidemark.out-of-order=apply, or give it a higher version");
				this.ignored.add(migration.key());
			}
			case REJECT -> this.problems.add(new MigrationProblem(MigrationCatalog.location(migration),
					"is older than the newest applied migration (%s), and tidemark.out-of-order=reject refuses that: give it a higher version"
						.formatted(this.newest)));
		}
	}

	private void repeatable(Migration migration) {
		if (standsInSnapshot(migration.key())) {
			return;
		}
		RepeatableRuns.Decision decision = this.repeatables.decide(migration);
		if (this.limit.leavesOut(migration) && decision != RepeatableRuns.Decision.CURRENT) {
			this.ignored.add(migration.key());
			return;
		}
		switch (decision) {
			case RUN -> startRepeatable(migration, this.history.find(migration.key()).orElse(null));
			case RUN_AGAIN -> add(migration, StepReason.CHANGED_REPEATABLE, null);
			case OLDER -> {
				this.ignored.add(migration.key());
				this.warnings.add("Migration %s is left alone: a newer release has put another version of it in place"
					.formatted(migration.label()));
			}
			case CURRENT -> {
			}
		}
	}

	private boolean standsInSnapshot(MigrationKey key) {
		return this.catalog.snapshotParts().stream().anyMatch((part) -> part.entry().key().equals(key));
	}

	/**
	 * After a failure a repeatable migration begins anew, and takes up the row of the
	 * failure.
	 */
	private void startRepeatable(Migration migration, @Nullable AppliedMigration row) {
		StepReason reason = reason(row);
		add(migration, (reason == StepReason.RESUME) ? StepReason.RETRY : reason, row);
	}

	private void add(Migration migration, StepReason reason, @Nullable AppliedMigration row) {
		if (migration instanceof SqlMigration sql) {
			addSql(sql, reason, row);
		}
		else {
			this.steps.add(new PlannedStep(migration, Direction.UP, reason, List.of(), List.of(), row));
		}
	}

	private void addSql(SqlMigration migration, StepReason reason, @Nullable AppliedMigration row) {
		checkRequirements(migration);
		checkDown(migration);
		List<SqlStatement> statements = this.segments.statements(migration.up());
		List<SqlStatement> before = (row != null) ? storedStatements(migration, row) : List.of();
		int done = Math.min(statements.size(),
				(reason == StepReason.RESUME && row != null) ? alreadyDone(migration, row, statements, before) : 0);
		StatementJournal journal = (row != null) ? row.journal() : StatementJournal.NONE;
		List<Segment> pieces = this.segments.segments(migration.up(), statements, done, journal);
		if (row != null && reason == StepReason.RESUME && row.state() == MigrationState.RUNNING) {
			new Interruption(migration.up(), Direction.UP, this.history.table(), row, statements).check(pieces, before,
					this.problems, this.warnings);
		}
		boolean snapshot = this.catalog.beginsFrom(migration);
		if (snapshot) {
			this.segments.checkSnapshot(migration.up(), pieces);
		}
		this.steps.add(new PlannedStep(migration, Direction.UP, reason, pieces, statements.subList(0, done), row,
				snapshot ? this.catalog.snapshotParts() : List.of()));
	}

	/**
	 * Returns the statements of the attempt before, where they are needed and stored.
	 */
	private List<SqlStatement> storedStatements(SqlMigration migration, AppliedMigration row) {
		String script = this.stored.get(row.id());
		return (script == null || !ChangedScripts.differs(migration, row)) ? List.of()
				: this.segments.statements(migration.up().withText(script));
	}

	/**
	 * Reads the down part before anything runs, and not only when it is needed.
	 */
	private void checkDown(SqlMigration migration) {
		SqlScript down = migration.down();
		if (down != null) {
			this.downs.segments(down);
		}
	}

	private int alreadyDone(SqlMigration migration, AppliedMigration row, List<SqlStatement> statements,
			List<SqlStatement> before) {
		int done = row.statementsDone();
		if (done > 0 && ChangedScripts.differs(migration, row)) {
			this.segments.checkDoneUnchanged(migration.up(), statements, done, before, row.journal().doneChecksum());
		}
		return done;
	}

	private void checkRequirements(SqlMigration migration) {
		for (String required : migration.directives().requires()) {
			MigrationKey key = MigrationKey.of(Version.find(required).orElse(null), required);
			boolean met = this.history.find(key).filter(AppliedMigration::applied).isPresent() || standsInSnapshot(key)
					|| this.steps.stream().anyMatch((step) -> step.migration().key().equals(key));
			if (!met) {
				this.problems.add(new MigrationProblem(migration.up().location(),
						"the directive requires=%s is not met: no migration of that version is applied or comes before it"
							.formatted(required)));
			}
		}
	}

	private void warnMissing() {
		List<String> missing = this.history.current()
			.stream()
			.filter((row) -> row.applied() && row.kind() != MigrationKind.BASELINE)
			.filter((row) -> this.catalog.find(row.key()).isEmpty() && !isSquashed(row))
			.map(AppliedMigration::label)
			.toList();
		if (!missing.isEmpty()) {
			this.warnings.add(
					"Applied migrations that this release does not know (a newer release ran here, or their files are missing): "
							+ String.join(", ", missing));
		}
	}

}
