package dev.tidemark;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.DiscoveredMigrations;

/**
 * Reads the files before somebody asks for them, for the first who does. Thread-safe.
 */
final class ReadAhead {

	private final AtomicReference<@Nullable FileReading> begun = new AtomicReference<>();

	void begin(Callable<DiscoveredMigrations> reading) {
		FileReading ahead = new FileReading("tidemark-read-ahead", reading);
		if (this.begun.compareAndSet(null, ahead)) {
			ahead.begin();
		}
	}

	/**
	 * Waits for what has begun, and forgets it: the next one reads the files as they are
	 * then.
	 * @return what was found, or empty where nothing was begun, or the files have to be
	 * read again, to tell what is wrong with them
	 */
	Optional<DiscoveredMigrations> take() {
		FileReading ahead = this.begun.getAndSet(null);
		try {
			return Optional.ofNullable(ahead).map(FileReading::await);
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

}
