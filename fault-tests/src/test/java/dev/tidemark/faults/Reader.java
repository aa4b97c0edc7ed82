package dev.tidemark.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import static org.awaitility.Awaitility.await;

/**
 * Reads without a pause, and measures how long it had to wait at most.
 */
final class Reader implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** What no reading of a small table takes by itself. */
	private static final Duration STALL = Duration.ofMillis(400);

	private final Connection connection;

	private final String query;

	private final Thread thread = new Thread(this::readOn, "reader");

	private volatile boolean stopped;

	private volatile Duration longest = Duration.ZERO;

	private volatile int stalls;

	private Reader(Connection connection, String query) {
		this.connection = connection;
		this.query = query;
	}

	static Reader start(DataSource dataSource, String query) {
		try {
			Reader reader = new Reader(dataSource.getConnection(), query);
			reader.thread.start();
			return reader;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void readOn() {
		try (Statement statement = this.connection.createStatement()) {
			while (!this.stopped) {
				long start = System.nanoTime();
				statement.execute(this.query);
				took(Duration.ofNanos(System.nanoTime() - start));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("NonAtomicVolatileUpdate") // by the reading thread only
	private void took(Duration duration) {
		if (duration.compareTo(this.longest) > 0) {
			this.longest = duration;
		}
		if (duration.compareTo(STALL) > 0) {
			this.stalls++;
		}
	}

	/**
	 * Returns when it was held up so many times, and reads again.
	 */
	void awaitStalls(int atLeast) {
		await().atMost(PATIENCE).until(() -> this.stalls >= atLeast);
	}

	Duration longestStall() {
		return this.longest;
	}

	@Override
	public void close() {
		this.stopped = true;
		try {
			this.thread.join();
			this.connection.close();
		}
		catch (InterruptedException | SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
