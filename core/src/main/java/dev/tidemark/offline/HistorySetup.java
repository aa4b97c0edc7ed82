package dev.tidemark.offline;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.history.HistoryUpgrade;

/**
 * Writes what creates the history where it is missing, and brings an older one to the
 * current format.
 */
final class HistorySetup {

	private final PsqlFile file;

	private final HistorySettings settings;

	HistorySetup(PsqlFile file, OfflineSettings settings) {
		this.file = file;
		this.settings = settings.history();
	}

	void write() {
		boolean schemaMayBeMissing = this.settings.schema() != null;
		HistoryTable table = new HistoryTable(schemaMayBeMissing ? String.valueOf(this.settings.schema()) : "",
				this.settings.table(), false);
		HistoryStatements history = HistoryStatements.ofVariables(table, ":tidemark_history", ":tidemark_id");
		this.file.blank()
			.comment("The history, where it is missing or of an older format.")
			.lines("\\if :tidemark_outdated")
			.sql("BEGIN")
			.lines(HistoryUpgrade.statements(":tidemark_history"))
			.sql("COMMIT")
			.lines("\\endif")
			.lines("\\if :tidemark_exists")
			.lines("\\else")
			.sql("BEGIN")
			.lines(history.create(schemaMayBeMissing))
			.sql("COMMIT")
			.lines("\\endif")
			.lines("\\set SHOW_CONTEXT errors")
			.sql("RESET client_min_messages");
	}

}
