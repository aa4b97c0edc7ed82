package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * Another tool's history: how it is kept still, and read. Nothing of it is ever written.
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

}
