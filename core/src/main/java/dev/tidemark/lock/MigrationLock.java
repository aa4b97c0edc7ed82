package dev.tidemark.lock;

import java.util.Optional;

import dev.tidemark.jdbc.Session;

/**
 * Lets one migrator at a time pass. An implementation never waits inside the server: a
 * waiting query would hold a snapshot that {@code CREATE INDEX CONCURRENTLY} waits for.
 */
public interface MigrationLock {

	/**
	 * Tries to take the lock, and returns at once.
	 * @param session the session that will hold it
	 * @return the held lock, or empty while another session has it
	 */
	Optional<HeldLock> tryLock(Session session);

	/**
	 * Finds who is in the way.
	 * @param session any session of the database
	 * @return the holder, or empty when there is none
	 */
	Optional<LockHolder> holder(Session session);

}
