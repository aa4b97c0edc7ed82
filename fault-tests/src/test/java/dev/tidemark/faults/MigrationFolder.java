package dev.tidemark.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.tidemark.MigratorSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;

/**
 * A folder of migrations that a test writes.
 *
 * @param path the folder
 */
record MigrationFolder(Path path) {

	MigrationFolder write(String name, String content) {
		try {
			Files.writeString(this.path.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	MigratorSettings settings() {
		return settings(LockStrategy.ADVISORY);
	}

	/**
	 * Settings that ask for the migration lock often, so that tests take less time, for a
	 * database in which a test may have made something before.
	 */
	MigratorSettings settings(LockStrategy strategy) {
		return MigratorSettings.defaults()
			.withLocations("file:" + this.path)
			.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.MIGRATE))
			.withLock(new LockSettings(strategy, Duration.ofMinutes(1), Duration.ofMillis(10), null));
	}

}
