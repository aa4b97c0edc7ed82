package dev.tidemark.faults;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run in a thread of its own.
 */
final class BackgroundRun {

	private static final int LONGEST_SECONDS = 60;

	private final FutureTask<MigrationReport> task;

	private BackgroundRun(FutureTask<MigrationReport> task) {
		this.task = task;
	}

	static BackgroundRun start(Migrator migrator) {
		FutureTask<MigrationReport> task = new FutureTask<>(migrator::migrate);
		Thread thread = new Thread(task, "background-run");
		thread.setDaemon(true);
		thread.start();
		return new BackgroundRun(task);
	}

	boolean isDone() {
		return this.task.isDone();
	}

	/**
	 * Waits for the end of a run that does well.
	 */
	MigrationReport report() {
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
	<T extends MigrationException> T failure(Class<T> type) {
		try {
			throw new AssertionError("The run did not fail: " + this.task.get(LONGEST_SECONDS, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(type);
			return Objects.requireNonNull(type.cast(ex.getCause()));
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError("The run did not end", ex);
		}
	}

}
