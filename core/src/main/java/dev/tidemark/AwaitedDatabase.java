package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.MigrationCatalog;

/**
 * The database as a process sees it that waits: one connection in auto-commit mode,
 * opened again when it is lost. Nothing is set in its session, which behind a pooler may
 * be anybody's.
 */
final class AwaitedDatabase implements AutoCloseable {

	private static final int POLLS_OF_PATIENCE = 10;

	private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final MigrationCatalog catalog;

	private final Cancellation cancellation;

	private final Duration patience;

	private final ScheduledExecutorService limits = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "tidemark-wait");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable OpenDatabase open;

	/**
	 * Prepares a connection.
	 * @param pollInterval how often the history is read
	 */
	AwaitedDatabase(DataSource dataSource, MigratorSettings settings, MigrationCatalog catalog,
			Cancellation cancellation, Duration pollInterval) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.catalog = catalog;
		this.cancellation = cancellation;
		Duration polls = pollInterval.multipliedBy(POLLS_OF_PATIENCE);
		this.patience = (polls.compareTo(LEAST_PATIENCE) > 0) ? polls : LEAST_PATIENCE;
	}

	/**
	 * Reads the history, which another process may have created meanwhile.
	 * @throws DataAccessException if that is not possible, maybe only at this moment
	 */
	Recorded read() {
		OpenDatabase current = (this.open != null) ? this.open.probedAgain(this.settings) : connect();
		this.open = current;
		if (!current.table().exists()) {
			HistoryRights.checkNotOutOfReach(current, this.settings.history());
		}
		// somebody may hold the table for long, and what waits for it is not to pile up
		Future<?> limit = this.limits.schedule(current.session()::cancel, this.patience.toMillis(),
				TimeUnit.MILLISECONDS);
		try {
			return Recorded.readBriefly(current, this.catalog);
		}
		catch (DataAccessException ex) {
			throw HistoryRights.lackedBy(current, ex).<RuntimeException>map((lacked) -> lacked).orElse(ex);
		}
		finally {
			limit.cancel(false);
		}
	}

	/**
	 * Returns who migrates at this moment, as far as this role may see it.
	 * @param recorded what was read
	 * @return the holder of the migration lock, or empty
	 */
	Optional<LockHolder> holder(Recorded recorded) {
		MigrationLocks locks = new MigrationLocks(this.dataSource, this.settings);
		return locks.holder(locks.choose(recorded.database()), recorded.database());
	}

	private OpenDatabase connect() {
		OpenDatabase connected = OpenDatabase.openToRead(this.dataSource, this.settings, this.cancellation);
		try {
			// a connection that the network has forgotten never answers, not even that
			// the
			// statement was cancelled
			connected.session()
				.connection()
				.setNetworkTimeout(Runnable::run, (int) Math.min(2 * this.patience.toMillis(), Integer.MAX_VALUE));
		}
		catch (SQLException ex) {
			connected.session().close();
			throw HistoryFailures.of(ex);
		}
		return connected;
	}

	/**
	 * Closes the connection, so that the next read opens another.
	 */
	void drop() {
		this.cancellation.attach(null);
		if (this.open != null) {
			Session session = this.open.session();
			this.open = null;
			session.close();
		}
	}

	@Override
	public void close() {
		this.limits.shutdownNow();
		drop();
	}

}
