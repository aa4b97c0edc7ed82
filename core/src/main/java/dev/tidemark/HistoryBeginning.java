package dev.tidemark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;

/**
 * With what a history begins.
 *
 * @param kind what database it is
 * @param catalog what the application brings, with the snapshot where the database begins
 * from that
 * @param rows what is recorded in the transaction that creates the history, in order
 * @param note what was found and decided, for people
 * @param warnings what deserves attention
 */
record HistoryBeginning(DatabaseKind kind, MigrationCatalog catalog, List<HistoryRow> rows, String note,
		List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	HistoryBeginning {
		rows = List.copyOf(rows);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Begins with nothing recorded.
	 */
	static HistoryBeginning of(DatabaseKind kind, MigrationCatalog catalog, String note) {
		return new HistoryBeginning(kind, catalog, List.of(), note, List.of());
	}

	/**
	 * Returns what will be recorded.
	 */
	Recorded foreseen(OpenDatabase database) {
		List<AppliedMigration> applied = new ArrayList<>();
		for (HistoryRow row : this.rows) {
			Version version = (row.version() != null) ? Version.of(row.version()) : null;
			applied.add(new AppliedMigration(applied.size() + 1L, version, row.name(), row.script(),
					MigrationKind.ofWord(row.kind()), row.checksum(), MigrationState.APPLIED, 0, 0, Instant.EPOCH, 0,
					"", "", null, row.downScript() != null, StatementJournal.NONE));
		}
		return new Recorded(database, this.catalog, new MigrationHistory(database.table().qualified(), applied),
				Map.of())
			.startingFrom(this.catalog);
	}

	/**
	 * Says what was found and decided.
	 */
	String text() {
		return "The database is %s: %s".formatted(this.kind.word(), this.note);
	}

}
