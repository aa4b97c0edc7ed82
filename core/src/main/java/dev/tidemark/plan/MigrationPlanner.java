package dev.tidemark.plan;

import java.util.Map;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;

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
