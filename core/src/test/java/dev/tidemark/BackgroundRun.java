package dev.tidemark;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run in a thread of its own.
 */
public final class BackgroundRun {

	private static final int LONGEST_SECONDS = 60;

	private final FutureTask<MigrationReport> task;

	private final Thread thread;

	private BackgroundRun(Callable<MigrationReport> run) {
		this.task = new FutureTask<>(run);
		this.thread = new Thread(this.task, "background-run");
		this.thread.setDaemon(true);
	}

	public static BackgroundRun start(Callable<MigrationReport> run) {
		BackgroundRun started = new BackgroundRun(run);
		started.thread.start();
		return started;
	}

	public boolean isDone() {
		return this.task.isDone();
	}

	public void interrupt() {
		this.thread.interrupt();
	}

	/**
	 * Waits for the end of the run.
	 */
	public MigrationReport report() {
		try {
			return this.task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("The run did not end well", ex);
		}
	}

	/**
	 * Waits for the end of a run that fails.
	 */
	public <T extends Throwable> T failure(Class<T> type) {
		try {
			throw new AssertionError("The run did not fail: " + this.task.get(LONGEST_SECONDS, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOf(type);
			return Objects.requireNonNull(type.cast(ex.getCause()));
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError("The run did not end", ex);
		}
	}

}
