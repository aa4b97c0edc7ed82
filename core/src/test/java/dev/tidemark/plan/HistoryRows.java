package dev.tidemark.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;

/**
 * Writes a history by hand; ids count from 1.
 */
final class HistoryRows {

	private final List<AppliedMigration> rows = new ArrayList<>();

	static HistoryRows applied(Migration... migrations) {
		HistoryRows rows = new HistoryRows();
		for (Migration migration : migrations) {
			rows.add(migration, MigrationState.APPLIED, 1, 1);
		}
		return rows;
	}

	HistoryRows add(Migration migration, MigrationState state, int done, int total) {
		return add(migration, state, done, total, migration.checksum());
	}

	HistoryRows add(Migration migration, MigrationState state, int done, int total, @Nullable String checksum) {
		return add(migration, state, done, total, checksum, StatementJournal.NONE);
	}

	HistoryRows add(Migration migration, MigrationState state, int done, int total, @Nullable String checksum,
			StatementJournal journal) {
		this.rows.add(new AppliedMigration(this.rows.size() + 1, migration.version(), migration.name(),
				migration.script(), migration.kind(), checksum, state, done, total,
				Instant.parse("2026-01-02T09:30:00Z"), 12, "owner", "orders@host, pid 7", null, false, journal));
		return this;
	}

	AppliedMigration row(int id) {
		return this.rows.get(id - 1);
	}

	MigrationHistory history() {
		return new MigrationHistory(this.rows);
	}

}
