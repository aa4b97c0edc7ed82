package dev.tidemark;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.tidemark.discovery.DiscoveredMigrations;

/**
 * Reads the files in a thread of its own, which has the context class loader of the one
 * that began it.
 */
final class FileReading {

	private final FutureTask<DiscoveredMigrations> task;

	private final Thread thread;

	/**
	 * Prepares a reading.
	 * @param thread the name of its thread
	 * @param work finds the migrations
	 */
	FileReading(String thread, Callable<DiscoveredMigrations> work) {
		this.task = new FutureTask<>(work);
		this.thread = new Thread(this.task, thread);
		this.thread.setDaemon(true);
	}

	FileReading begin() {
		this.thread.start();
		return this;
	}

	/**
	 * Waits for the end of the reading, which an interrupt does not hasten.
	 * @return what was found; whatever the reading threw is thrown
	 */
	DiscoveredMigrations await() {
		join();
		try {
			return this.task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException fault) ? fault : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("What is done is not waited for", ex);
		}
	}

	private void join() {
		boolean interrupted = false;
		while (this.thread.isAlive()) {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
