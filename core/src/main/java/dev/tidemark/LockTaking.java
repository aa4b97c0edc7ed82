package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.OwnSessionSettings;
import dev.tidemark.jdbc.PooledSessionSettings;
import dev.tidemark.jdbc.ProbeQuery;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.lock.LockWait;
import dev.tidemark.migration.MigrationCancelledException;

/**
 * Takes the migration lock with a session that was set up for it, and tells about the
 * wait.
 */
final class LockTaking {

	private final MigratorSettings settings;

	private final MigrationLocks locks;

	private final EventPublisher events;

	private final Cancellation cancellation;

	LockTaking(MigratorSettings settings, MigrationLocks locks, EventPublisher events, Cancellation cancellation) {
		this.settings = settings;
		this.locks = locks;
		this.events = events;
		this.cancellation = cancellation;
	}

	/**
	 * Says how a session is set up under a lock.
	 */
	SessionSettings sessionSettings(OpenDatabase open, LockChoice choice) {
		Duration lockTimeout = this.settings.execution().lockTimeout();
		String name = this.locks.sessionName(choice);
		if (!choice.ownSession()) {
			return new PooledSessionSettings(open.probe(), name, lockTimeout);
		}
		Long key = (choice.strategy() == LockStrategy.ADVISORY) ? this.locks.advisory(open).key() : null;
		return new OwnSessionSettings(open.probe(), name, lockTimeout, ProbeQuery.sessionSettings(open.session()), key);
	}

	/**
	 * A lease needs its schema before the lock is held; others may create it at the same
	 * moment.
	 */
	void createSchema(OpenDatabase open) throws SQLException {
		if (this.settings.history().schema() == null || open.table().exists()) {
			return;
		}
		try {
			open.session().execute(new HistoryStatements(open.table()).createSchema());
		}
		catch (SQLException ex) {
			if (!SqlStates.createdByAnother(ex.getSQLState())) {
				throw ex;
			}
		}
	}

	/**
	 * Waits for the lock.
	 * @param choice which one it is
	 * @param open the open database
	 * @param sessionSettings how its session was set up
	 * @return the lock, which the caller closes
	 * @throws MigrationCancelledException if the run was cancelled meanwhile
	 */
	HeldLock take(LockChoice choice, OpenDatabase open, SessionSettings sessionSettings) throws SQLException {
		long begin = System.nanoTime();
		LockWait wait = new LockWait(this.settings.lock(), this.locks.lock(choice, open),
				(holder, waited) -> this.events.publish(new LockAwaited(this.settings.database(), holder, waited)),
				this.cancellation);
		Optional<HeldLock> held = wait.await(open.session());
		HeldLock taken = held.orElseThrow(() -> new MigrationCancelledException(
				"The run was cancelled while it waited for the migration lock; nothing was run", null));
		taken.takenOverFrom()
			.ifPresent((from) -> this.events.publish(new LockTakenOver(this.settings.database(), from)));
		this.events.publish(new LockAcquired(this.settings.database(), Duration.ofNanos(System.nanoTime() - begin)));
		if (wait.waited()) {
			lookAgain(open, sessionSettings, taken);
		}
		return taken;
	}

	/**
	 * Whoever held the lock before may have left an event trigger, which the look before
	 * the wait did not see.
	 */
	private static void lookAgain(OpenDatabase open, SessionSettings sessionSettings, HeldLock taken)
			throws SQLException {
		try {
			sessionSettings.apply(open.session());
		}
		catch (SQLException ex) {
			taken.close();
			throw ex;
		}
	}

}
