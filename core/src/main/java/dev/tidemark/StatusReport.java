package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.ChangedScripts;

/**
 * Lays catalog and history side by side.
 */
final class StatusReport {

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	private final Map<Long, String> stored;

	private final boolean leaveOlder;

	/**
	 * Creates a report.
	 * @param stored the stored scripts of rows whose checksum is not the file's
	 * @param leaveOlder whether migrations older than the newest applied one are left
	 * alone
	 */
	StatusReport(MigrationCatalog catalog, MigrationHistory history, Map<Long, String> stored, boolean leaveOlder) {
		this.catalog = catalog;
		this.history = history;
		this.stored = stored;
		this.leaveOlder = leaveOlder;
	}

	List<MigrationInfo> migrations() {
		List<MigrationInfo> infos = new ArrayList<>();
		this.history.current()
			.stream()
			.filter((row) -> this.catalog.find(row.key()).isEmpty() && row.applied())
			.forEach((row) -> infos.add(info(row)));
		this.catalog.all().forEach((migration) -> infos.add(info(migration)));
		infos.sort(MigrationOrder.BY_VERSION_THEN_NAME);
		return infos;
	}

	private static MigrationInfo info(AppliedMigration row) {
		return new MigrationInfo(text(row.version()), row.name(), row.script(), row.kind(), MigrationState.MISSING,
				row.checksum(), row.appliedAt(), row.executionMs(), row.appliedBy(), row.appliedFrom(),
				row.reversible(), row.error());
	}

	private MigrationInfo info(Migration migration) {
		AppliedMigration row = this.history.find(migration.key()).orElse(null);
		MigrationState state = state(migration, row);
		if (row == null) {
			return new MigrationInfo(text(migration.version()), migration.name(), migration.script(), migration.kind(),
					state, migration.checksum(), null, null, null, null, migration.reversible(), null);
		}
		return new MigrationInfo(text(migration.version()), migration.name(), migration.script(), row.kind(), state,
				row.applied() ? row.checksum() : migration.checksum(), row.appliedAt(), row.executionMs(),
				row.appliedBy(), row.appliedFrom(), migration.reversible(), row.error());
	}

	private MigrationState state(Migration migration, @Nullable AppliedMigration row) {
		if (row == null) {
			return ignored(migration) ? MigrationState.IGNORED : MigrationState.PENDING;
		}
		if (!row.applied()) {
			return row.state();
		}
		if (migration.kind() == MigrationKind.REPEATABLE) {
			return Objects.equals(row.checksum(), migration.checksum()) ? MigrationState.APPLIED
					: MigrationState.PENDING;
		}
		return ChangedScripts.changed(migration, row, this.stored) ? MigrationState.CHANGED : MigrationState.APPLIED;
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
