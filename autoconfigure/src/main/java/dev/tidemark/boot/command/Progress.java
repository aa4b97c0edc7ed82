package dev.tidemark.boot.command;

import java.time.Duration;

import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.CallbackFinished;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.StatementProgress;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepFailed;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.MigrationEvent.Unblocked;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;

/**
 * Tells how far a run is, on standard error: in one line that is written anew on a
 * terminal, in a few lines elsewhere. Thread-safe.
 */
final class Progress implements MigrationListener {

	private final Terminal terminal;

	private final StatusLine line;

	private final StatementTimes statements;

	private final WaitLines waits;

	Progress(Terminal terminal) {
		this.terminal = terminal;
		this.line = new StatusLine(terminal);
		this.statements = new StatementTimes(this.line);
		this.waits = new WaitLines(this.line);
	}

	void setVerbose(boolean verbose) {
		this.statements.setShown(verbose);
	}

	@Override
	public synchronized void onEvent(MigrationEvent event) {
		if (event instanceof StepStarted started) {
			this.line.begin(label(started.step()));
		}
		else if (event instanceof StatementStarted statement) {
			this.statements.begin(statement);
			this.line.show(
					"%s: statement %d of %d".formatted(label(statement.step()), statement.number(), statement.total()));
		}
		else if (event instanceof StatementProgress progress) {
			this.waits.show(progress);
		}
		else if (event instanceof Blocked blocked) {
			this.waits.show(blocked);
		}
		else if (event instanceof Unblocked) {
			this.waits.over();
		}
		else if (event instanceof LockAwaited awaited) {
			this.waits.show(awaited);
		}
		else if (event instanceof RetryScheduled retry) {
			this.statements.end();
			this.waits.show(retry);
		}
		else {
			end(event);
		}
	}

	private void end(MigrationEvent event) {
		if (event instanceof StepFinished finished) {
			this.statements.end();
			this.line.println(done(finished.step(), finished.execution()));
		}
		else if (event instanceof CallbackFinished callback) {
			this.statements.end();
			this.line.println("ran callback " + callback.callback().label());
		}
		else if (event instanceof StepFailed || event instanceof RunFailed || event instanceof RunFinished) {
			this.statements.end();
			this.line.end();
		}
		else if (event instanceof Warned warned) {
			this.line.println(this.terminal.in(Colour.YELLOW, "warning:") + " " + warned.message());
		}
		else if (event instanceof Noted noted) {
			this.line.println("note: " + noted.message());
		}
		else if (event instanceof LockTakenOver taken) {
			this.line.println("took over the lease of %s, which had run out".formatted(taken.from()));
		}
	}

	private String done(StepDescription finished, Duration took) {
		String what = finished.direction().equals("up") ? this.terminal.in(Colour.GREEN, "applied") : "undone";
		return "%s %s in %s".formatted(what, label(finished), Durations.text(took));
	}

	private static String label(StepDescription step) {
		return (step.total() == 0) ? step.label()
				: "%s (%d of %d)".formatted(step.label(), step.number(), step.total());
	}

	/**
	 * Takes the line away: what follows is no progress.
	 */
	synchronized void end() {
		this.line.end();
	}

}
