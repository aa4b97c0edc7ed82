package dev.tidemark;

import java.util.List;
import java.util.Map;

import dev.tidemark.history.HistoryReader;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.plan.ChangedScripts;

/**
 * What an open database has recorded, as far as it matters for planning.
 *
 * @param database the open database
 * @param catalog what the application brings for this database
 * @param history every row
 * @param storedScripts the stored scripts of rows whose checksum is not the file's, by id
 */
record Recorded(OpenDatabase database, MigrationCatalog catalog, MigrationHistory history,
		Map<Long, String> storedScripts) {

	static Recorded read(OpenDatabase database, MigrationCatalog known) {
		return of(database, known, HistoryReader.read(database.session(), database.table()));
	}

	/**
	 * Reads no more than it takes to plan what is pending.
	 */
	static Recorded readBriefly(OpenDatabase database, MigrationCatalog known) {
		return of(database, known, HistoryReader.readBriefly(database.session(), database.table(), known));
	}

	/**
	 * Returns what is recorded in a table that has just been created.
	 */
	static Recorded nothing(OpenDatabase database, MigrationCatalog known) {
		return of(database, known, new MigrationHistory(database.table().qualified(), List.of()));
	}

	/**
	 * Returns the same for what the application brings otherwise.
	 */
	Recorded startingFrom(MigrationCatalog known) {
		return of(this.database, known, this.history);
	}

	private static Recorded of(OpenDatabase database, MigrationCatalog known, MigrationHistory rows) {
		MigrationHistory history = known.align(rows);
		MigrationCatalog catalog = known.startingFrom(history);
		return new Recorded(database, catalog, history,
				HistoryReader.scripts(database.session(), database.table(), ChangedScripts.suspects(catalog, history)));
	}

	/**
	 * One of the ways to read it.
	 */
	@FunctionalInterface
	interface Reading {

		Recorded read(OpenDatabase database, MigrationCatalog known);

	}

}
