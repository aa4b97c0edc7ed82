package dev.tidemark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.migration.MigrationLockException;

/**
 * Writes into the history under the migration lock, beside what migrations write
 * themselves.
 *
 * @param sessionSettings how the session is set up
 * @param held the lock
 * @param cancellation whether somebody has ended the run
 */
record LockedWriting(SessionSettings sessionSettings, HeldLock held, Cancellation cancellation) {

	/**
	 * Writes in one transaction.
	 * @param open the open database
	 * @param statements what is executed
	 * @throws MigrationLockException if the lock was lost meanwhile
	 */
	void write(OpenDatabase open, String statements) throws SQLException {
		List<String> all = new ArrayList<>(this.sessionSettings.opening());
		all.add(statements);
		all.addAll(this.held.fence());
		try {
			open.session().transact(all);
		}
		catch (SQLException ex) {
			if (!this.cancellation.requested() && !this.held.isHeld()) {
				throw new MigrationLockException(
						"The migration lock was lost before the first migration. Nothing was run",
						"Start again. A lease ends when its process stands still for longer than tidemark.lock.lease-expiry.",
						ex);
			}
			throw ex;
		}
	}

}
