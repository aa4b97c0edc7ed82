package dev.tidemark;

import java.util.Map;

import dev.tidemark.history.HistoryReader;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.plan.ChangedScripts;

/**
 * What an open database has recorded, as far as it matters for planning.
 *
 * @param database the open database
 * @param history every row
 * @param storedScripts the stored scripts of rows whose checksum is not the file's, by id
 */
record Recorded(OpenDatabase database, MigrationHistory history, Map<Long, String> storedScripts) {

	static Recorded read(OpenDatabase database, MigrationCatalog catalog) {
		MigrationHistory history = HistoryReader.read(database.session(), database.table());
		return new Recorded(database, history,
				HistoryReader.scripts(database.session(), database.table(), ChangedScripts.suspects(catalog, history)));
	}

}
