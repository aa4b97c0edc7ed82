package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;

/**
 * Plans a run: catalog and history in, ordered steps out. Pure and thread-safe.
 */
public final class MigrationPlanner {

	private final PlanSettings settings;

	/**
	 * Creates a planner.
	 * @param settings what it may decide
	 */
	public MigrationPlanner(PlanSettings settings) {
		this.settings = settings;
	}

	/**
	 * Plans to apply everything that is pending.
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 * @param stored the stored scripts of the rows that
	 * {@link ChangedScripts#suspects(MigrationCatalog, MigrationHistory)} names, by id
	 * @return the plan
	 * @throws InvalidMigrationsException listing every problem
	 */
	public MigrationPlan up(MigrationCatalog catalog, MigrationHistory history, Map<Long, String> stored) {
		return new UpPlan(this.settings, catalog, history, stored).plan();
	}

	/**
	 * Finds what is wrong with what {@link #up} would plan, and what deserves attention.
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 * @param stored the stored scripts, as for {@link #up}
	 * @return the findings; nothing is thrown for them
	 */
	public PlanFindings check(MigrationCatalog catalog, MigrationHistory history, Map<Long, String> stored) {
		return new UpPlan(this.settings, catalog, history, stored).findings();
	}

	/**
	 * Reads every script that an application brings, also those that are applied: splits
	 * it, puts placeholder values in, and looks for statements that its transaction would
	 * refuse.
	 * @param catalog what the application brings, for whatever database
	 * @return the findings; nothing is thrown for them
	 */
	public PlanFindings checkScripts(MigrationCatalog catalog) {
		return new ScriptCheck(this.settings, catalog).findings();
	}

	/**
	 * Counts the statements of a migration as the history does.
	 * @param migration the migration
	 * @return how many its up part has, or 1 for Java
	 * @throws InvalidMigrationsException if its script cannot be read
	 */
	public int countStatements(Migration migration) {
		if (!(migration instanceof SqlMigration sql)) {
			return 1;
		}
		List<MigrationProblem> problems = new ArrayList<>();
		int count = new ScriptSegments(this.settings.placeholders(), problems, new ArrayList<>()).statements(sql.up())
			.size();
		if (!problems.isEmpty()) {
			throw new InvalidMigrationsException(problems);
		}
		return count;
	}

	/**
	 * Plans to undo migrations, in the reverse order of their installation.
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 * @param stored the scripts that the history keeps
	 * @param request what is to be undone
	 * @return the plan
	 * @throws InvalidMigrationsException if one of them cannot be undone
	 */
	public MigrationPlan down(MigrationCatalog catalog, MigrationHistory history, StoredDownScripts stored,
			RollbackRequest request) {
		return new DownPlan(this.settings, catalog, history, stored).plan(request);
	}

}
