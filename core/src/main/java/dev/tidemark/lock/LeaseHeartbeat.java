package dev.tidemark.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.NestedExceptionUtils;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.sql.Redaction;

/**
 * Renews a lease from a thread and a connection of its own, which is opened only when a
 * run takes long.
 */
final class LeaseHeartbeat implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LeaseHeartbeat.class);

	/** How many beats fit into an expiry, so that some may fail. */
	private static final int BEATS = 6;

	/** Which part of an expiry one beat may take. */
	private static final int PATIENCE = 3;

	private final DataSource dataSource;

	private final LeaseTable table;

	private final LeaseTable.Taken taken;

	private final Duration expiry;

	private final Runnable whenLost;

	private final ScheduledExecutorService executor;

	private @Nullable Session session;

	private final long pause;

	private boolean failing;

	private volatile boolean lost;

	private boolean closed;

	LeaseHeartbeat(DataSource dataSource, LeaseTable table, LeaseTable.Taken taken, Duration expiry,
			Runnable whenLost) {
		this.dataSource = dataSource;
		this.table = table;
		this.taken = taken;
		this.expiry = expiry;
		this.whenLost = whenLost;
		this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "tidemark-lease");
			thread.setDaemon(true);
			return thread;
		});
		this.pause = Math.max(1, expiry.toMillis() / BEATS);
		this.executor.scheduleWithFixedDelay(this::beat, this.pause, this.pause, TimeUnit.MILLISECONDS);
	}

	private void beat() {
		try {
			if (this.session == null) {
				this.session = Sessions.open(this.dataSource);
				// a line that swallows everything is to be found in time
				this.session.answerWithin(this.expiry.dividedBy(PATIENCE));
			}
			if (!this.table.renew(this.session, this.taken, this.expiry)) {
				lost();
			}
			this.failing = false;
		}
		catch (SQLException | RuntimeException ex) {
			// also what a data source throws in its own way: a beat that throws would be
			// the last one
			missed(NestedExceptionUtils.getMostSpecificCause(ex));
		}
	}

	/**
	 * The next beat tries again, and what is committed checks the lease.
	 */
	private void missed(Throwable ex) {
		logger.atLevel(this.failing ? Level.DEBUG : Level.WARN)
			.log("The lease could not be renewed; it is tried again every {} ms, and nothing is committed once it has run out: {}",
					this.pause, Redaction.ofMessage(String.valueOf(ex.getMessage())));
		this.failing = true;
		closeSession();
	}

	private synchronized void lost() {
		if (!this.closed) {
			this.lost = true;
			this.closed = true;
			this.whenLost.run();
			end();
		}
	}

	private void end() {
		this.executor.execute(this::closeSession);
		this.executor.shutdown();
	}

	boolean isLost() {
		return this.lost;
	}

	private void closeSession() {
		if (this.session != null) {
			this.session.close();
			this.session = null;
		}
	}

	/**
	 * Ends the renewing. One that is under way when the lease is released finds nothing
	 * to renew, and does not count as a loss.
	 */
	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			end();
		}
	}

}
