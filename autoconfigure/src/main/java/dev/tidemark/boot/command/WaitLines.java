package dev.tidemark.boot.command;

import java.time.Duration;
import java.util.List;

import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.StatementProgress;

/**
 * Says what a run waits for: all of it on a terminal, now and then elsewhere.
 */
final class WaitLines {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final StatusLine line;

	private long last;

	private boolean silent = true;

	WaitLines(StatusLine line) {
		this.line = line;
	}

	void show(Blocked blocked) {
		tell("%s waits for a lock for %s behind %s".formatted(blocked.step().label(), Durations.text(blocked.waited()),
				names(blocked.blockers())));
	}

	void show(LockAwaited awaited) {
		tell("waiting for the migration lock for %s; it is held by %s".formatted(Durations.text(awaited.waited()),
				awaited.holder()));
	}

	void show(StatementProgress progress) {
		String amount = (progress.total() == 0) ? "" : ", %d %% of %d %s"
			.formatted(progress.done() * 100 / progress.total(), progress.total(), progress.unit());
		tell("%s builds an index: %s%s".formatted(progress.step().label(), progress.phase(), amount));
	}

	void show(RetryScheduled retry) {
		over();
		this.line.println("attempt %d of %s was rolled back (SQLSTATE %s), blocked by %s; trying again in %s".formatted(
				retry.attempt(), retry.step().label(), retry.sqlState(), names(retry.blockers()),
				Durations.text(retry.delay())));
	}

	/**
	 * What comes next is another wait.
	 */
	void over() {
		this.silent = true;
	}

	private void tell(String text) {
		if (this.line.interactive()) {
			this.line.show(text);
		}
		else if (this.silent || System.nanoTime() - this.last > PAUSE.toNanos()) {
			this.silent = false;
			this.last = System.nanoTime();
			this.line.println(text);
		}
	}

	private static String names(List<String> blockers) {
		return blockers.isEmpty() ? "a session that is not known" : String.join("; ", blockers);
	}

}
