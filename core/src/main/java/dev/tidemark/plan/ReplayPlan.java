package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.SqlStatement;

/**
 * Plans to do again, elsewhere, what a history has recorded, by the scripts that it
 * stores.
 */
public final class ReplayPlan {

	private final MigrationCatalog catalog;

	private final List<MigrationProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final ScriptSegments segments;

	/**
	 * Creates a planner.
	 * @param settings the values of placeholders
	 * @param catalog what the application brings
	 */
	public ReplayPlan(PlanSettings settings, MigrationCatalog catalog) {
		this.catalog = catalog;
		this.segments = new ScriptSegments(settings.placeholders(), this.problems, this.warnings);
	}

	/**
	 * Plans all that is in the schema, in the order of installation; of attempts that did
	 * not end, what is done. Java migrations are left out: what their code does outside
	 * of its connection must not be done twice.
	 * @param history what was recorded
	 * @param scripts the stored up scripts by row
	 * @return the plan
	 * @throws InvalidMigrationsException naming every row that cannot be done again
	 */
	public MigrationPlan plan(MigrationHistory history, Map<Long, String> scripts) {
		List<PlannedStep> steps = history.rows()
			.stream()
			.filter((row) -> row.applied() || (row.state() != MigrationState.ROLLED_BACK && row.statementsDone() > 0))
			.filter((row) -> row.kind() != MigrationKind.JAVA)
			.map((row) -> step(row, scripts.get(row.id())))
			.flatMap(Optional::stream)
			.toList();
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems);
		}
		return new MigrationPlan(steps, PlannedCallbacks.NONE, List.of(), List.of(), Set.of());
	}

	private Optional<PlannedStep> step(AppliedMigration row, @Nullable String script) {
		Migration known = this.catalog.find(row.key()).orElse(null);
		if (script == null) {
			return problem(row, "is not stored");
		}
		try {
			SqlScript up = (known instanceof SqlMigration sql) ? sql.up().withText(script)
					: SqlScript.of(row.script(), script, 1);
			SqlMigration migration = new SqlMigration(kind(row), row.version(), row.name(), up, null,
					Objects.requireNonNullElse(row.checksum(), ""));
			return Optional.of(planned(migration, segments(row, up)));
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(row.script(), ex));
			return Optional.empty();
		}
	}

	private List<Segment> segments(AppliedMigration row, SqlScript script) {
		if (row.applied()) {
			return this.segments.segments(script);
		}
		List<SqlStatement> all = this.segments.statements(script);
		return all.subList(0, Math.min(row.statementsDone(), all.size())).stream().map(Segment::alone).toList();
	}

	private static MigrationKind kind(AppliedMigration row) {
		return (row.version() != null) ? MigrationKind.SQL : MigrationKind.REPEATABLE;
	}

	private static PlannedStep planned(Migration migration, List<Segment> segments) {
		return new PlannedStep(migration, Direction.UP, StepReason.PENDING, segments, List.of(), null);
	}

	private Optional<PlannedStep> problem(AppliedMigration row, String what) {
		this.problems.add(new MigrationProblem(row.script(), "the script of migration " + row.label() + " " + what));
		return Optional.empty();
	}

}
