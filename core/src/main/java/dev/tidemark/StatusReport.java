package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.ChangedScripts;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.plan.RepeatableRuns;
import dev.tidemark.plan.TargetLimit;

/**
 * Lays catalog and history side by side.
 */
final class StatusReport {

	private final String database;

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final Map<Long, String> stored;

	private final RepeatableRuns repeatables;

	private final TargetLimit limit;

	private final boolean leaveOlder;

	StatusReport(MigratorSettings settings, Recorded recorded) {
		this.database = settings.database();
		this.catalog = recorded.catalog();
		this.history = recorded.history();
		this.stored = recorded.storedScripts();
		this.repeatables = new RepeatableRuns(this.catalog, this.history);
		this.limit = new TargetLimit(settings.target(), this.catalog, this.history);
		this.leaveOlder = settings.plan().outOfOrder() == OutOfOrder.WARN;
	}

	/**
	 * Returns how the database stands.
	 * @param kind what database it is
	 * @param lock how migrators exclude each other
	 * @param holder who holds the migration lock, or {@code null}
	 */
	MigrationStatus status(@Nullable DatabaseKind kind, LockChoice lock, @Nullable LockHolder holder) {
		List<MigrationInfo> infos = migrations();
		return new MigrationStatus(this.database, kind, state(infos, holder),
				this.history.version().map(Version::toString).orElse(null), lock.strategy().word(), lock.reason(),
				holder, infos);
	}

	private static DatabaseState state(List<MigrationInfo> infos, @Nullable LockHolder holder) {
		if (holder != null) {
			return DatabaseState.RUNNING;
		}
		if (infos.stream().anyMatch((info) -> info.state() == MigrationState.FAILED)) {
			return DatabaseState.FAILED;
		}
		boolean pending = infos.stream().anyMatch((info) -> MigrationStatus.awaits(info.state()));
		return pending ? DatabaseState.PENDING : DatabaseState.CURRENT;
	}

	private List<MigrationInfo> migrations() {
		List<MigrationInfo> infos = new ArrayList<>();
		this.history.current()
			.stream()
			.filter((row) -> row.applied() && this.catalog.find(row.key()).isEmpty())
			.forEach((row) -> infos.add(info(row)));
		boolean inOrder = infos.isEmpty() && this.catalog.covered().isEmpty();
		this.catalog.all().forEach((migration) -> infos.add(info(migration)));
		// after the baseline that stands for them, where both have one version
		this.catalog.covered().forEach((migration) -> infos.add(covered(migration)));
		if (!inOrder) {
			infos.sort(MigrationOrder.BY_VERSION_THEN_NAME);
		}
		return infos;
	}

	private MigrationInfo info(AppliedMigration row) {
		SquashedMigrations squashed = this.catalog.squashed();
		// what a baseline or a snapshot stands for may be in no file
		boolean needsNoFile = row.kind() == MigrationKind.BASELINE
				|| (squashed != null && squashed.contains(row.key()));
		MigrationState state = row.halfUndone() ? MigrationState.FAILED
				: needsNoFile ? row.state() : MigrationState.MISSING;
		if (row.isBrief()) {
			return new MigrationInfo(text(row.version()), row.name(), row.script(), row.kind(), state, row.checksum(),
					null, null, null, null, false, null);
		}
		return new MigrationInfo(text(row.version()), row.name(), row.script(), row.kind(), state, row.checksum(),
				row.appliedAt(), row.executionMs(), row.appliedBy(), row.appliedFrom(), row.reversible(), row.error());
	}

	private MigrationInfo info(Migration migration) {
		AppliedMigration row = this.history.find(migration.key()).orElse(null);
		MigrationState state = state(migration, row);
		if (row == null || row.isBrief()) {
			return known(migration, state);
		}
		return new MigrationInfo(text(migration.version()), migration.name(), migration.script(), row.kind(), state,
				row.applied() ? row.checksum() : migration.checksum(), row.appliedAt(), row.executionMs(),
				row.appliedBy(), row.appliedFrom(), migration.reversible(), row.error());
	}

	private static MigrationInfo covered(Migration migration) {
		return known(migration, MigrationState.IGNORED);
	}

	private static MigrationInfo known(Migration migration, MigrationState state) {
		return new MigrationInfo(text(migration.version()), migration.name(), migration.script(), migration.kind(),
				state, migration.checksum(), null, null, null, null, migration.reversible(), null);
	}

	private MigrationState state(Migration migration, @Nullable AppliedMigration row) {
		if ((row == null || !row.halfUndone()) && isLeftOut(migration, row)) {
			return MigrationState.IGNORED;
		}
		if (row == null) {
			return ignored(migration) ? MigrationState.IGNORED : MigrationState.PENDING;
		}
		if (row.halfUndone()) {
			return MigrationState.FAILED;
		}
		if (!row.applied()) {
			return row.state();
		}
		if (migration.kind() == MigrationKind.REPEATABLE) {
			return switch (this.repeatables.decide(migration)) {
				case CURRENT -> MigrationState.APPLIED;
				case OLDER -> MigrationState.IGNORED;
				case RUN, RUN_AGAIN -> MigrationState.PENDING;
			};
		}
		return ChangedScripts.changed(migration, row, this.stored) ? MigrationState.CHANGED : MigrationState.APPLIED;
	}

	/**
	 * A repeatable migration whose content is what ran last is applied all the same.
	 */
	private boolean isLeftOut(Migration migration, @Nullable AppliedMigration row) {
		boolean current = row != null && row.applied() && migration.kind() == MigrationKind.REPEATABLE
				&& this.repeatables.decide(migration) == RepeatableRuns.Decision.CURRENT;
		return this.limit.leavesOut(migration) && !current;
	}

	private boolean ignored(Migration migration) {
		Version version = migration.version();
		return this.leaveOlder && version != null
				&& this.history.version().filter((newest) -> version.compareTo(newest) < 0).isPresent();
	}

	private static @Nullable String text(@Nullable Object version) {
		return (version != null) ? version.toString() : null;
	}

}
