package dev.tidemark.event;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFailure;

/**
 * What happened during a run. Holds no password: statements are shortened and redacted.
 */
public sealed interface MigrationEvent {

	/**
	 * Returns the name of the database, such as {@code default}.
	 * @return the name
	 */
	String database();

	/**
	 * A run begins: the lock is held and there is something to do.
	 *
	 * @param database the database's name
	 * @param steps the labels of the migrations, in order
	 */
	record RunStarted(String database, List<String> steps) implements MigrationEvent {
	}

	/**
	 * Something about the migrations is worth knowing, and nothing has to be done.
	 *
	 * @param database the database's name
	 * @param message what
	 */
	record Noted(String database, String message) implements MigrationEvent {
	}

	/**
	 * Something about the migrations deserves attention, but does not stop the run.
	 *
	 * @param database the database's name
	 * @param message what and what to do
	 */
	record Warned(String database, String message) implements MigrationEvent {
	}

	/**
	 * Another process holds the migration lock.
	 *
	 * @param database the database's name
	 * @param holder who holds it, for people
	 * @param waited how long it has been waited for so far
	 */
	record LockAwaited(String database, String holder, Duration waited) implements MigrationEvent {
	}

	/**
	 * The migration lock is held.
	 *
	 * @param database the database's name
	 * @param waited how long it was waited for
	 */
	record LockAcquired(String database, Duration waited) implements MigrationEvent {
	}

	/**
	 * Another process is to apply what is pending; told at every look at the history.
	 *
	 * @param database the database's name
	 * @param pending the labels of the migrations that this release waits for
	 * @param holder who holds the migration lock, for people, or {@code null} when nobody
	 * does
	 * @param failure the newest failure of one of them that the history tells, for
	 * people, or {@code null}; a repeated failure differs in its time
	 * @param waited how long they have been waited for so far
	 */
	record MigrationsAwaited(String database, List<String> pending, @Nullable String holder, @Nullable String failure,
			Duration waited) implements MigrationEvent {

		/**
		 * Copies the list.
		 */
		public MigrationsAwaited {
			pending = List.copyOf(pending);
		}

	}

	/**
	 * The lease of a process that was not heard of any more was taken over.
	 *
	 * @param database the database's name
	 * @param from whose it was, for people
	 */
	record LockTakenOver(String database, String from) implements MigrationEvent {
	}

	/**
	 * A step begins an attempt.
	 *
	 * @param database the database's name
	 * @param step which one
	 * @param attempt the number of the attempt, from 1
	 */
	record StepStarted(String database, StepDescription step, int attempt) implements MigrationEvent {
	}

	/**
	 * A statement is about to be sent.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param number the statement's number, from 1
	 * @param total how many statements the script has
	 * @param line the statement's line, from 1
	 * @param statement the statement on one line
	 */
	record StatementStarted(String database, StepDescription step, int number, int total, int line,
			String statement) implements MigrationEvent {
	}

	/**
	 * The step's statement builds an index, and has done so for a while.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param phase what the server does, in its words, such as
	 * {@code building index: scanning table}
	 * @param done how much of the phase is done
	 * @param total how much of it there is, or 0 where the server does not say
	 * @param unit what is counted: {@code blocks}, {@code rows}, or {@code sessions} that
	 * are waited for
	 */
	record StatementProgress(String database, StepDescription step, String phase, long done, long total,
			String unit) implements MigrationEvent {
	}

	/**
	 * The step's statement waits for a lock that other sessions hold.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param waited how long it has waited
	 * @param blockers who is in the way, for people, maybe empty
	 */
	record Blocked(String database, StepDescription step, Duration waited,
			List<String> blockers) implements MigrationEvent {
	}

	/**
	 * The step's statement no longer waits.
	 *
	 * @param database the database's name
	 * @param step the step
	 */
	record Unblocked(String database, StepDescription step) implements MigrationEvent {
	}

	/**
	 * An attempt was rolled back because of a lock timeout or a deadlock, and will be
	 * repeated.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param attempt the number of the attempt that was rolled back
	 * @param delay how long is waited before the next
	 * @param sqlState what the server answered
	 * @param blockers who was in the way, for people, maybe empty
	 */
	record RetryScheduled(String database, StepDescription step, int attempt, Duration delay, String sqlState,
			List<String> blockers) implements MigrationEvent {
	}

	/**
	 * A step is done and committed.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param execution how long it took, repeated attempts and their pauses included
	 */
	record StepFinished(String database, StepDescription step, Duration execution) implements MigrationEvent {
	}

	/**
	 * A callback is done and committed, with its migration where it belongs to one.
	 *
	 * @param database the database's name
	 * @param callback the callback
	 * @param step the migration to which it belongs, or {@code null}
	 */
	record CallbackFinished(String database, StepDescription callback,
			@Nullable StepDescription step) implements MigrationEvent {
	}

	/**
	 * A step failed for good.
	 *
	 * @param database the database's name
	 * @param step the step
	 * @param failure why and where
	 * @param execution how long it took until it failed
	 */
	record StepFailed(String database, StepDescription step, MigrationFailure failure,
			Duration execution) implements MigrationEvent {
	}

	/**
	 * A run is over, and all of its steps are done.
	 *
	 * @param database the database's name
	 * @param steps the labels of the migrations that were executed; empty when there was
	 * nothing to do
	 * @param version the version that the schema stands at now, or {@code null}
	 * @param known how many migrations the application knows
	 * @param took how long the run took, waiting included
	 */
	record RunFinished(String database, List<String> steps, @Nullable String version, int known,
			Duration took) implements MigrationEvent {
	}

	/**
	 * A run ended early.
	 *
	 * @param database the database's name
	 * @param exception why
	 */
	record RunFailed(String database, MigrationException exception) implements MigrationEvent {
	}

}
