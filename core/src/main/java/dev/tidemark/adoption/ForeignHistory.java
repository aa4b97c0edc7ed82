package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SqlMigration;

/**
 * Another tool's history: how it is kept still, read, and found again in the files.
 * Nothing of it is ever written.
 */
public interface ForeignHistory {

	/**
	 * Returns whose history it is.
	 * @return the tool
	 */
	ForeignTool tool();

	/**
	 * Takes the tool's own lock, and waits for it for a limited time.
	 * @param own a session of its own in auto-commit mode, which the returned lock closes
	 * physically; where none is returned, the caller closes it
	 * @return the lock
	 * @throws SQLException if the server refuses
	 * @throws dev.tidemark.migration.MigrationLockException if somebody else holds it for
	 * too long
	 */
	ForeignLock lock(Session own) throws SQLException;

	/**
	 * Reads every row, the oldest first.
	 * @param session the session
	 * @param qualifiedTable the quoted name of the table with its schema
	 * @return the rows
	 * @throws SQLException if the server refuses
	 */
	List<ForeignRow> read(Session session, String qualifiedTable) throws SQLException;

	/**
	 * Tells whether a row says only where the database stands: that everything up to its
	 * version is applied.
	 * @return whether a row stands for all before it
	 */
	default boolean standsForAllBefore() {
		return false;
	}

	/**
	 * Finds the migration of a row.
	 * @param row the row
	 * @param catalog what the application brings
	 * @return the migration, or empty where no file is found
	 */
	default Optional<Migration> find(ForeignRow row, MigrationCatalog catalog) {
		return new MigrationMatch(catalog).find(row);
	}

	/**
	 * Returns what compares checksums as the tool does.
	 * @param matched all rows whose scripts were found
	 * @param placeholders values by name
	 * @return the comparison; where the tool keeps no checksum, it knows of none
	 */
	default ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return ChecksumCheck.NONE;
	}

}
