package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.Optional;

import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationLockException;

/**
 * Takes another tool's lock by asking again and again, each time in a transaction of its
 * own: whoever waits holds neither a lock nor a snapshot. What is held is held by a
 * transaction, so that it holds behind a pooler too, and goes with its connection.
 */
final class ForeignLockWait {

	private final ForeignTable table;

	private final LockPatience patience;

	ForeignLockWait(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	/**
	 * Takes a lock.
	 * @param own the session that will hold it
	 * @param attempt tries it once in a transaction that has begun
	 * @return the lock, which closes the session
	 */
	ForeignLock take(Session own, Attempt attempt) throws SQLException {
		long deadline = System.nanoTime() + this.patience.timeout().toNanos();
		while (true) {
			own.execute("BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
			Optional<String> holder = attempted(own, attempt);
			if (holder.isEmpty()) {
				return own::close;
			}
			own.execute("ROLLBACK");
			if (System.nanoTime() > deadline) {
				throw timeout(holder.get());
			}
			if (this.patience.cancellation().await(this.patience.pollInterval())) {
				throw new MigrationCancelledException(
						"The run was cancelled while it waited for the lock of %s".formatted(this.table.tool().label()),
						null);
			}
		}
	}

	private static Optional<String> attempted(Session own, Attempt attempt) throws SQLException {
		try {
			return attempt.holder(own);
		}
		catch (DataAccessException ex) {
			SQLException cause = ServerError.causeOf(ex);
			if (cause == null) {
				throw ex;
			}
			throw cause;
		}
	}

	private MigrationLockException timeout(String holder) {
		return new MigrationLockException(
				"The lock of %s was not free within %s: it is held by %s. Nothing was adopted"
					.formatted(this.table.describe(), this.patience.timeout(), holder),
				"%s migrates this database at this moment. Wait until it has ended (or end it), and start again; tidemark.lock.timeout says how long it is waited for."
					.formatted(this.table.tool().label()));
	}

	/**
	 * One attempt.
	 */
	@FunctionalInterface
	interface Attempt {

		/**
		 * Tries to take the lock.
		 * @param own the session
		 * @return who holds it, or empty when it was taken
		 */
		Optional<String> holder(Session own);

	}

}
