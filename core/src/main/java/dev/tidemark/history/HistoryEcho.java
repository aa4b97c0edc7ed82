package dev.tidemark.history;

import java.util.List;

import dev.tidemark.migration.MigrationState;

/**
 * Writes what the history records into another table too, in the same statement.
 */
@FunctionalInterface
public interface HistoryEcho {

	/**
	 * Returns what is written besides.
	 * @param rows what is recorded, in order, at least one
	 * @param state applied or rolled back
	 * @return one INSERT
	 */
	String of(List<HistoryRow> rows, MigrationState state);

}
