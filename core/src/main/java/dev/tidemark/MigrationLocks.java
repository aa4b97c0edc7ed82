package dev.tidemark;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;

import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.LeaseLock;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.lock.MigrationLock;

/**
 * Makes the migration lock of a database as the strategy says.
 */
final class MigrationLocks {

	/** PostgreSQL cuts what is longer. */
	private static final int LONGEST_NAME = 63;

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final String mark;

	MigrationLocks(DataSource dataSource, MigratorSettings settings) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.mark = mark(settings.application());
	}

	/**
	 * A name for {@code pg_stat_activity} that no other run has. The server replaces what
	 * is not ASCII, and then nobody would find the name; and it stands in a comment too.
	 */
	private static String mark(String application) {
		String unique = " [tidemark %08x]".formatted(ThreadLocalRandom.current().nextInt());
		String name = application.replaceAll("[^A-Za-z0-9 ._:@-]", "_");
		return name.substring(0, Math.min(name.length(), LONGEST_NAME - unique.length())) + unique;
	}

	LockChoice choose(OpenDatabase open) {
		return LockChoice.of(this.settings.lock().strategy(), open.probe(), open.sameBackend());
	}

	/**
	 * Returns what others see in {@code pg_stat_activity}: with a lease they need it to
	 * find what its owner still executes.
	 */
	String sessionName(LockChoice choice) {
		return (choice.strategy() == LockStrategy.LEASE) ? this.mark : this.settings.application();
	}

	MigrationLock lock(LockChoice choice, OpenDatabase open) {
		HistoryTable table = open.table();
		if (choice.strategy() == LockStrategy.ADVISORY) {
			return advisory(open);
		}
		LeaseLock.Owner owner = new LeaseLock.Owner(ProcessName.of(this.settings.application()), this.mark);
		return new LeaseLock(table.schema(), table.name(), open.probe().capabilities(), owner,
				this.settings.lock().leaseExpiry(), this.dataSource, open.session()::cancel);
	}

	/**
	 * Finds who holds the lock, as far as this role may see it: one that only waits or
	 * looks may have no right to the lease, and needs none. A lease that has run out is
	 * nobody's: its owner may have died when there was nothing left to do for others, who
	 * would take it over.
	 */
	Optional<LockHolder> holder(LockChoice choice, OpenDatabase open) {
		try {
			return lock(choice, open).holder(open.session()).filter(LockHolder::holds);
		}
		catch (DataAccessException ex) {
			SQLException cause = ServerError.causeOf(ex);
			if (cause != null && SqlStates.INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState())) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	AdvisoryLock advisory(OpenDatabase open) {
		return new AdvisoryLock(open.table().schema(), open.table().name(), open.probe().capabilities());
	}

}
