package dev.tidemark;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import dev.tidemark.event.MigrationEvent.MigrationsAwaited;

/**
 * Logs a wait for another process that migrates: ever less often, and each failure of
 * that process once. Used by one thread.
 */
final class AwaitLog {

	private static final Duration FIRST_SILENCE = Duration.ofSeconds(10);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

	private final Logger logger;

	private Duration nextReport = Duration.ZERO;

	private @Nullable String toldFailure;

	private boolean begun;

	AwaitLog(Logger logger) {
		this.logger = logger;
	}

	boolean begun() {
		return this.begun;
	}

	void log(MigrationsAwaited awaited) {
		if (!this.begun) {
			this.begun = true;
			this.nextReport = awaited.waited().plus(FIRST_SILENCE);
			this.logger.info("Database '{}': {} pending, waiting for another process to apply them: {}; {}",
					awaited.database(), LoggingListener.count(awaited.pending().size()),
					String.join(", ", awaited.pending()), holder(awaited));
		}
		else if (awaited.waited().compareTo(this.nextReport) >= 0) {
			this.nextReport = awaited.waited().plus(silence(awaited.waited()));
			this.logger.info("Database '{}': still waiting for another process to apply {}, for {} s so far; {}",
					awaited.database(), LoggingListener.count(awaited.pending().size()), awaited.waited().toSeconds(),
					holder(awaited));
		}
		String failure = awaited.failure();
		if (failure != null && !failure.equals(this.toldFailure)) {
			this.toldFailure = failure;
			this.logger.warn(
					"Database '{}': the process that migrates has failed, and is waited for, as it may try again. {}",
					awaited.database(), failure);
		}
	}

	private static Duration silence(Duration waited) {
		return (waited.compareTo(LONGEST_SILENCE) < 0) ? waited : LONGEST_SILENCE;
	}

	private static String holder(MigrationsAwaited awaited) {
		return (awaited.holder() != null) ? "it is " + awaited.holder()
				: "nobody migrates at this moment, as far as this role can see";
	}

}
