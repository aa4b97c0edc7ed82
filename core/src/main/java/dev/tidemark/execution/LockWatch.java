package dev.tidemark.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;

/**
 * Looks after a step that takes long, from a connection of its own that is opened only
 * then: says whom it waits for, and keeps its waits within one budget.
 * <p>
 * The server's {@code lock_timeout} bounds each single wait. Once a transaction holds a
 * strong lock, everybody else waits for it too, so from then on all of its further waits
 * together may take no longer than one.
 */
public final class LockWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LockWatch.class);

	private static final long FIRST_LOOK_MS = 500;

	private static final long LOOK_MS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final DataSource dataSource;

	private final WatchedBackend backend;

	private final ScheduledExecutorService executor;

	private @Nullable Session session;

	private boolean closed;

	private @Nullable WatchedAttempt current;

	private long begun;

	/** The next look, which many quick attempts share. */
	private @Nullable ScheduledFuture<?> next;

	/**
	 * Creates a watch.
	 * @param dataSource gives the watching connection
	 * @param backend what is watched
	 */
	public LockWatch(DataSource dataSource, WatchedBackend backend) {
		this.dataSource = dataSource;
		this.backend = backend;
		this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "tidemark-watch");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Begins to look after an attempt.
	 * @param attempt what is watched
	 */
	synchronized void begin(WatchedAttempt attempt) {
		this.current = attempt;
		this.begun = System.nanoTime();
		long firstLook = attempt.firstLook(FIRST_LOOK_MS);
		if (this.next == null) {
			lookIn(firstLook);
		}
		else if (this.next.getDelay(TimeUnit.MILLISECONDS) > firstLook) {
			this.next.cancel(false);
			lookIn(firstLook);
		}
	}

	/**
	 * Ends looking; the attempt is not disturbed any more when this returns.
	 */
	synchronized void end() {
		this.current = null;
	}

	private void lookIn(long millis) {
		this.next = this.closed ? null : this.executor.schedule(this::lookWhenDue, millis, TimeUnit.MILLISECONDS);
	}

	private void lookWhenDue() {
		WatchedAttempt attempt = due();
		if (attempt != null) {
			try {
				look(attempt);
			}
			finally {
				lookAgain();
			}
		}
	}

	/**
	 * Returns the attempt that it is time to look at; comes back for one that has begun
	 * meanwhile.
	 */
	private synchronized @Nullable WatchedAttempt due() {
		WatchedAttempt attempt = this.current;
		if (attempt == null) {
			this.next = null;
			return null;
		}
		long early = attempt.firstLook(FIRST_LOOK_MS) - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.begun);
		if (early > 0) {
			lookIn(early);
			return null;
		}
		return attempt;
	}

	private synchronized void lookAgain() {
		this.next = null;
		if (this.current != null) {
			lookIn(this.current.firstLook(LOOK_MS));
		}
	}

	private void look(WatchedAttempt attempt) {
		try {
			Session watching = session();
			Optional<Integer> pid = (watching != null) ? this.backend.find(watching) : Optional.empty();
			if (watching != null && pid.isPresent()) {
				look(attempt, watching, pid.get());
			}
		}
		catch (SQLException | RuntimeException ex) {
			// watching is a help; the server's lock_timeout goes on without it
			logger.debug("Cannot look for what the migration waits for", ex);
		}
	}

	private void look(WatchedAttempt attempt, Session watching, int pid) {
		LockWaitSample sample = LockWaitSample.take(watching, pid);
		List<String> blockers = sample.waiting() ? Blockers.of(watching, pid) : List.of();
		if (!sample.waiting() && this.backend.isCoordinator()) {
			blockers = CitusLockWaits.blockers(watching, pid);
			sample = attempt.onOtherNodes(blockers);
		}
		Optional<BuildProgress.Sample> build = attempt.progress().look(watching, pid);
		synchronized (this) {
			if (this.current == attempt) {
				build.ifPresent(attempt::report);
				cancelWhere(attempt.observe(sample, blockers), watching, pid);
			}
		}
	}

	private void cancelWhere(boolean overBudget, Session watching, int pid) {
		if (overBudget) {
			this.backend.cancelWaiting(watching, pid);
		}
	}

	private @Nullable Session session() throws SQLException {
		synchronized (this) {
			if (this.session != null || this.closed) {
				return this.session;
			}
		}
		Session opened = Sessions.open(this.dataSource);
		// an answer that never comes is not to keep the run from ending
		opened.answerWithin(PATIENCE);
		if (this.backend.isSession()) {
			opened.execute("SET application_name = 'tidemark watch'");
		}
		synchronized (this) {
			if (this.closed) {
				opened.close();
				return null;
			}
			this.session = opened;
			return opened;
		}
	}

	/**
	 * Closes the watching connection.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
		synchronized (this) {
			this.closed = true;
			if (this.session != null) {
				this.session.close();
			}
		}
	}

}
