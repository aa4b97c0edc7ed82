package dev.tidemark.boot.command;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent.StatementStarted;

/**
 * Shows each statement with its time, once it is over.
 */
final class StatementTimes {

	private final StatusLine line;

	private boolean shown;

	private @Nullable StatementStarted current;

	private long since;

	StatementTimes(StatusLine line) {
		this.line = line;
	}

	void setShown(boolean shown) {
		this.shown = shown;
	}

	void begin(StatementStarted statement) {
		end();
		this.current = statement;
		this.since = System.nanoTime();
	}

	void end() {
		StatementStarted ended = this.current;
		this.current = null;
		if (ended != null && this.shown) {
			this.line
				.println("%10s  %s:%d  %s".formatted(Durations.text(Duration.ofNanos(System.nanoTime() - this.since)),
						ended.step().script(), ended.line(), ended.statement()));
		}
	}

}
