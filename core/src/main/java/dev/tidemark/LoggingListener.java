package dev.tidemark;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.CallbackFinished;
import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.RetryScheduled;
import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.event.MigrationEvent.StatementProgress;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.migration.MigrationCancelledException;

/**
 * Writes the log of a run: a line for each migration and callback, and one for the whole;
 * statements at DEBUG. A failure is not logged here: it is thrown, and whoever catches it
 * tells it once. Only of a run that is cancelled is told at once, since mostly the
 * process is about to end, and nobody may come to tell it later.
 */
final class LoggingListener implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger(Migrator.class);

	private final AwaitLog awaited = new AwaitLog(logger);

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof RunStarted started) {
			logger.debug("Database '{}': {} to do: {}", started.database(), count(started.steps().size()),
					String.join(", ", started.steps()));
		}
		else if (event instanceof StepFinished finished) {
			logger.info("Database '{}': {} {} ({} of {}, {}) in {} ms", finished.database(),
					finished.step().direction().equals("up") ? "applied" : "undone", finished.step().label(),
					finished.step().number(), finished.step().total(), finished.step().reason(),
					finished.execution().toMillis());
		}
		else if (event instanceof CallbackFinished callback) {
			logger.info("Database '{}': ran callback {}{}", callback.database(), callback.callback().label(),
					(callback.step() != null) ? " with " + callback.step().label() : "");
		}
		else if (event instanceof StatementStarted statement) {
			logger.debug("Database '{}': {} statement {}, line {}: {}", statement.database(), statement.step().label(),
					statement.number(), statement.line(), statement.statement());
		}
		else if (event instanceof StatementProgress progress) {
			logger.info("Database '{}': {} builds an index: {}{}", progress.database(), progress.step().label(),
					progress.phase(), amount(progress));
		}
		else if (event instanceof Noted noted) {
			logger.info("Database '{}': {}", noted.database(), noted.message());
		}
		else if (event instanceof MigrationsAwaited awaiting) {
			this.awaited.log(awaiting);
		}
		else if (event instanceof RunFinished finished) {
			logRunFinished(finished);
		}
		else {
			logTrouble(event);
		}
	}

	@Override
	public boolean takesStatements() {
		return logger.isDebugEnabled();
	}

	private static String amount(StatementProgress progress) {
		return (progress.total() == 0) ? "" : ", %d of %d %s (%d %%)".formatted(progress.done(), progress.total(),
				progress.unit(), progress.done() * 100 / progress.total());
	}

	private void logRunFinished(RunFinished finished) {
		long millis = finished.took().toMillis();
		if (this.awaited.begun()) {
			logger.info(
					"Database '{}' is current at version {}: another process has applied what was pending, waited for it for {} s",
					finished.database(), finished.version(), finished.took().toSeconds());
		}
		else if (finished.steps().isEmpty()) {
			logger.info("Database '{}' is current at version {}: {} known, nothing to do, checked in {} ms",
					finished.database(), finished.version(), count(finished.known()), millis);
		}
		else {
			logger.info("Database '{}' is at version {}: {} done in {} ms", finished.database(), finished.version(),
					count(finished.steps().size()), millis);
		}
	}

	private static void logTrouble(MigrationEvent event) {
		if (event instanceof Warned warned) {
			logger.warn("Database '{}': {}", warned.database(), warned.message());
		}
		else if (event instanceof LockAwaited awaited) {
			logger.info("Database '{}': waiting for the migration lock for {} s; it is held by {}", awaited.database(),
					awaited.waited().toSeconds(), awaited.holder());
		}
		else if (event instanceof LockAcquired acquired && acquired.waited().compareTo(Duration.ofSeconds(1)) > 0) {
			logger.info("Database '{}': got the migration lock after {} s", acquired.database(),
					acquired.waited().toSeconds());
		}
		else if (event instanceof LockTakenOver taken) {
			logger.warn("Database '{}': took over the lease of {}, which had run out", taken.database(), taken.from());
		}
		else if (event instanceof Blocked blocked) {
			logger.warn("Database '{}': {} waits for a lock for {} ms behind {}", blocked.database(),
					blocked.step().label(), blocked.waited().toMillis(), blocked.blockers());
		}
		else if (event instanceof RunFailed failed
				&& failed.exception() instanceof MigrationCancelledException cancelled) {
			logger.info("Database '{}': {}. {}", failed.database(), cancelled.getMessage(), cancelled.action());
		}
		else if (event instanceof RetryScheduled retry) {
			logger.warn(
					"Database '{}': attempt {} of {} was rolled back (SQLSTATE {}), blocked by {}; trying again in {} ms",
					retry.database(), retry.attempt(), retry.step().label(), retry.sqlState(), retry.blockers(),
					retry.delay().toMillis());
		}
	}

	static String count(int migrations) {
		return (migrations == 1) ? "1 migration" : migrations + " migrations";
	}

}
