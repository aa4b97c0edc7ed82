package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.PlanFindings;

/**
 * Looks for everything that is wrong with files and history, and runs nothing.
 */
final class Validation {

	/**
	 * What a build left that failed, and nobody builds any more; the planner does not use
	 * it, and every write maintains it.
	 */
	private static final String INVALID_INDEXES = """
			SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
			FROM pg_catalog.pg_index i
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname !~ '^pg_'
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
			ORDER BY 1
			""";

	private final MigrationPlanner planner;

	private final DiscoveredMigrations found;

	Validation(MigratorSettings settings, DiscoveredMigrations found) {
		this.planner = new MigrationPlanner(settings.plan());
		this.found = found;
	}

	/**
	 * Reads the files only.
	 */
	ValidationReport files() {
		PlanFindings scripts = this.planner.checkScripts(this.found.catalog());
		return new ValidationReport(scripts.problems(), this.found.warnings()).and(List.of(), scripts.warnings());
	}

	/**
	 * Compares the files with what a database has recorded.
	 * @param holder who migrates at this moment, or empty
	 */
	ValidationReport database(Recorded recorded, Optional<LockHolder> holder) {
		// what runs at this moment was not interrupted
		Recorded settled = holder.isPresent() ? AwaitedHistory.settled(recorded) : recorded;
		PlanFindings plan = this.planner.check(settled.catalog(), settled.history(), settled.storedScripts());
		List<String> warnings = new ArrayList<>(plan.warnings());
		holder.ifPresent(
				(other) -> warnings.add("Somebody migrates at this moment: %s. What is pending may be applied soon"
					.formatted(other.describe())));
		recorded.history().current().forEach((row) -> describe(row, warnings));
		recorded.database()
			.session()
			.jdbc()
			.sql(INVALID_INDEXES)
			.query(String.class)
			.list()
			.forEach((index) -> warnings.add(
					"The index %1$s is INVALID: a build of it failed or was interrupted. Where a pending migration builds it, Tidemark takes it away; otherwise execute REINDEX INDEX CONCURRENTLY %1$s or DROP INDEX CONCURRENTLY %1$s"
						.formatted(index)));
		return files().and(plan.problems(), warnings);
	}

	private static void describe(AppliedMigration row, List<String> warnings) {
		String error = (row.error() != null) ? row.error().strip() : "no error is recorded";
		if (row.state() == MigrationState.FAILED || row.state() == MigrationState.RUNNING) {
			String stands = (row.state() == MigrationState.FAILED) ? "failed"
					: "is being applied, or the process that did died";
			warnings.add("Migration %s %s (%d of %d statements are done, since %s, from %s): %s".formatted(row.label(),
					stands, row.statementsDone(), row.statementsTotal(), row.appliedAt(), row.appliedFrom(), error));
		}
		else if (row.applied() && row.error() != null && !row.halfUndone()) {
			warnings.add("Migration %s could not be undone and stays applied: %s".formatted(row.label(), error));
		}
	}

}
