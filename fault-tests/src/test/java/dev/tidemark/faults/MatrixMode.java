package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;

import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.MigratorSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;

/**
 * How the migrations of a matrix talk to the server and exclude each other.
 *
 * @param queryMode the driver's mode: in simple mode many requests are sent without
 * waiting
 * @param lock how they exclude each other
 */
record MatrixMode(PreferQueryMode queryMode, LockStrategy lock) {

	private static final Duration LEASE_EXPIRY = Duration.ofSeconds(5);

	MigratorSettings settings(Path folder) {
		return MigratorSettings.defaults()
			.withLocations("file:" + folder)
			.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.MIGRATE))
			.withLock(new LockSettings(this.lock, Duration.ofMinutes(1), Duration.ofMillis(10), LEASE_EXPIRY));
	}

	String url(String url) {
		return url + "&preferQueryMode=" + this.queryMode.value();
	}

	@Override
	public String toString() {
		return "%s queries, %s lock".formatted(this.queryMode.value(), this.lock.word());
	}

}
