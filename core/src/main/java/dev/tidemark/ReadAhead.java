package dev.tidemark;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.DiscoveredMigrations;

/**
 * Reads the files before somebody asks for them, for the first who does. Thread-safe.
 */
final class ReadAhead {

	private final AtomicReference<@Nullable FutureTask<DiscoveredMigrations>> begun = new AtomicReference<>();

	void begin(Callable<DiscoveredMigrations> reading) {
		FutureTask<DiscoveredMigrations> task = new FutureTask<>(reading);
		if (this.begun.compareAndSet(null, task)) {
			Thread thread = new Thread(task, "tidemark-read-ahead");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/**
	 * Waits for what has begun, and forgets it: the next one reads the files as they are
	 * then.
	 * @return what was found, or empty where nothing was begun, or the files have to be
	 * read again, to tell what is wrong with them
	 */
	Optional<DiscoveredMigrations> take() {
		FutureTask<DiscoveredMigrations> task = this.begun.getAndSet(null);
		if (task == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(task.get());
		}
		catch (ExecutionException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
