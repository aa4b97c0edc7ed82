package dev.tidemark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.RepairException;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.sql.Nearest;

/**
 * Decides whether a repair makes sense, and how it is written. The process that a row
 * names says that it was a repair.
 */
final class RepairPlanner {

	private static final String FROM_MARKED = " (repair: marked as applied, not run)";

	private static final String FROM_FORGOTTEN = " (repair: forgotten, not undone)";

	private final MigratorSettings settings;

	RepairPlanner(MigratorSettings settings) {
		this.settings = settings;
	}

	Function<Recorded, RepairPlan> markApplied(Version version) {
		return (recorded) -> markApplied(version, recorded);
	}

	Function<Recorded, RepairPlan> forget(Version version) {
		return (recorded) -> forget(version, recorded);
	}

	/**
	 * Does what somebody has confirmed, and not what has come to be in the meantime.
	 */
	Function<Recorded, RepairPlan> asPreviewed(Repair previewed) {
		Version version = previewed.version();
		return (recorded) -> {
			RepairPlan plan = (previewed.action() == Repair.Action.MARK_APPLIED) ? markApplied(version, recorded)
					: forget(version, recorded);
			if (!plan.repair().equals(previewed)) {
				throw new RepairException(
						"The history has changed since that was shown. Now: %s Nothing was written"
							.formatted(plan.repair().text()),
						"Look at the row again, and repeat the repair if it is still meant.");
			}
			return plan;
		};
	}

	private RepairPlan markApplied(Version version, Recorded recorded) {
		Migration migration = known(version, recorded);
		AppliedMigration row = recorded.history().find(migration.key()).orElse(null);
		if (row != null && row.applied()) {
			throw new RepairException(
					"Migration %s is applied already: since %s, by %s, from %s. Nothing was written"
						.formatted(row.label(), row.appliedAt(), row.appliedBy(), row.appliedFrom()),
					"There is nothing to mark. If it is not in the schema, use forget.");
		}
		HistoryStatements history = new HistoryStatements(recorded.database().table());
		List<String> statements = new ArrayList<>();
		if (row != null && row.state() == MigrationState.RUNNING) {
			statements.add(history.updateGivenUp(row.id(), "Ended by a repair: the migration was marked as applied."));
		}
		int count = new MigrationPlanner(this.settings.plan()).countStatements(migration);
		statements.add(history.insertApplied(
				HistoryRows.of(migration, migration.script(), count, process(FROM_MARKED), this.settings.history())));
		return new RepairPlan(
				Repair.of(Repair.Action.MARK_APPLIED, version(migration.version(), version), migration.name(), row),
				statements);
	}

	private static Migration known(Version version, Recorded recorded) {
		Stream<Migration> covered = recorded.catalog().covered().stream();
		MigrationKey key = MigrationKey.of(version, "");
		if (covered.anyMatch((migration) -> migration.key().equals(key))) {
			throw new RepairException(
					"Migration %s is covered by the baseline with which this database began or will begin: it counts as applied. Nothing was written"
						.formatted(version),
					"There is nothing to mark.");
		}
		return recorded.catalog()
			.find(key)
			.orElseThrow(() -> new RepairException("No migration has the version %s%s. Nothing was written"
				.formatted(version, nearest(version,
						recorded.catalog().versioned().stream().map(Migration::version).map(String::valueOf).toList())),
					"Look at the versions with status: only a migration that this release knows can be marked as applied."));
	}

	private RepairPlan forget(Version version, Recorded recorded) {
		AppliedMigration row = recorded.history()
			.find(MigrationKey.of(version, ""))
			.orElseThrow(() -> nothingToForget(version, recorded));
		if (!row.standsAlone()) {
			throw new RepairException(
					"Migration %s is a baseline, which stands for everything up to its version: without it all of that would be pending. Nothing was written"
						.formatted(row.label()),
					"If the database is to begin anew, begin with an empty one.");
		}
		if (row.state() == MigrationState.ROLLED_BACK) {
			throw new RepairException(
					"Migration %s is not applied: it was undone at %s, by %s, from %s. Nothing was written"
						.formatted(row.label(), row.appliedAt(), row.appliedBy(), row.appliedFrom()),
					"There is nothing to forget: it is pending, if this release knows it.");
		}
		HistoryStatements history = new HistoryStatements(recorded.database().table());
		HistoryRow forgotten = new HistoryRow(String.valueOf(row.version()), row.name(), row.script(),
				row.kind().word(), row.checksum(), row.statementsTotal(), process(FROM_FORGOTTEN), null, null);
		return new RepairPlan(Repair.of(Repair.Action.FORGET, version(row.version(), version), row.name(), row),
				List.of(history.updateRolledBack(row.id()), history.insertRolledBack(forgotten, row.id())));
	}

	private static RepairException nothingToForget(Version version, Recorded recorded) {
		List<String> versions = recorded.history()
			.current()
			.stream()
			.map(AppliedMigration::version)
			.filter((other) -> other != null)
			.map(String::valueOf)
			.toList();
		return new RepairException(
				"The history has no row of version %s%s. Nothing was written".formatted(version,
						nearest(version, versions)),
				"Look at the rows with status: only what the history has recorded can be forgotten.");
	}

	private static String nearest(Version version, Collection<String> versions) {
		return Nearest.to(version.toString(), versions).map(" (did you mean %s?)"::formatted).orElse("");
	}

	private static Version version(@Nullable Version found, Version asked) {
		return (found != null) ? found : asked;
	}

	private String process(String what) {
		return ProcessName.of(this.settings.application()) + what;
	}

}
