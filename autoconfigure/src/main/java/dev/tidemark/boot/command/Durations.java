package dev.tidemark.boot.command;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes durations for people.
 */
final class Durations {

	private Durations() {
	}

	static String text(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
		}
		if (duration.toHours() == 0) {
			return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
		}
		return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
	}

}
