package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.plan.MigrationPlan;

/**
 * Waits for another process to migrate, by looking at the history again and again.
 */
final class MigrationWait {

	private final long start = System.nanoTime();

	private final String name;

	private final AwaitedDatabase database;

	private final WaitSettings settings;

	private final EventPublisher events;

	private final Cancellation cancellation;

	private @Nullable MigrationsAwaited last;

	private @Nullable DataAccessException trouble;

	MigrationWait(String name, AwaitedDatabase database, WaitSettings settings, EventPublisher events,
			Cancellation cancellation) {
		this.name = name;
		this.database = database;
		this.settings = settings;
		this.events = events;
		this.cancellation = cancellation;
	}

	/**
	 * Waits until nothing is pending.
	 * @param planning plans from what is recorded
	 * @return the empty plan and what is recorded
	 */
	Outcome await(Function<Recorded, MigrationPlan> planning) {
		while (true) {
			Optional<Outcome> seen = look(planning);
			if (seen.isPresent() && seen.get().plan().isEmpty()) {
				return seen.get();
			}
			if (waited().compareTo(this.settings.timeout()) >= 0) {
				throw timeout();
			}
			if (this.cancellation.await(pause())) {
				throw cancelled(null);
			}
		}
	}

	/**
	 * Looks once.
	 * @return what was seen, or empty where that is not possible at this moment
	 */
	private Optional<Outcome> look(Function<Recorded, MigrationPlan> planning) {
		try {
			Recorded recorded = this.database.read();
			MigrationPlan plan = planning.apply(AwaitedHistory.settled(recorded));
			if (!plan.isEmpty()) {
				tell(plan, recorded);
			}
			return Optional.of(new Outcome(plan, recorded));
		}
		catch (DataAccessException ex) {
			giveUpUnlessItPasses(ex);
			return Optional.empty();
		}
	}

	private void tell(MigrationPlan pending, Recorded recorded) {
		this.last = new MigrationsAwaited(this.name, pending.labels(),
				this.database.holder(recorded).map(LockHolder::describe).orElse(null),
				AwaitedHistory.failure(pending, recorded.history()).orElse(null), waited());
		this.events.publish(this.last);
	}

	private void giveUpUnlessItPasses(DataAccessException ex) {
		if (this.cancellation.requested()) {
			throw cancelled(ex);
		}
		SQLException cause = ServerError.causeOf(ex);
		if (cause == null || !passes(cause.getSQLState())) {
			throw HistoryFailures.of(ex);
		}
		this.trouble = ex;
		this.events.publish(new Warned(this.name,
				"Another process is waited for, and the history could not be read at this moment (%s, SQLSTATE %s): connecting again"
					.formatted(ServerError.of(cause).message(), cause.getSQLState())));
		this.database.drop();
	}

	/**
	 * Tells whether a later look may succeed: the history may also be created anew, or
	 * locked while its format changes.
	 */
	private static boolean passes(@Nullable String sqlState) {
		return SqlStates.connectionLost(sqlState) || SqlStates.worthRetrying(sqlState)
				|| SqlStates.QUERY_CANCELED.equals(sqlState) || SqlStates.UNDEFINED_TABLE.equals(sqlState);
	}

	private MigrationException timeout() {
		MigrationsAwaited seen = this.last;
		if (seen == null) {
			return HistoryFailures.of(Objects.requireNonNull(this.trouble));
		}
		int count = seen.pending().size();
		return new MigrationWaitException(
				"%s still pending in database '%s' after %s, and tidemark.mode=wait applies none: %s. %s.%s Nothing was run"
					.formatted((count == 1) ? "1 migration is" : count + " migrations are", seen.database(),
							this.settings.timeout(), String.join(", ", seen.pending()),
							(seen.holder() != null) ? "The migration lock is held by " + seen.holder()
									: "Nobody holds the migration lock, as far as this role can see",
							(seen.failure() != null) ? " " + seen.failure() + "." : ""),
				"Look at the process that is to migrate (a job, or an instance with tidemark.mode=migrate): start it, or mend what it fails at. If it only needs longer, raise tidemark.wait.timeout.",
				seen.pending());
	}

	private static MigrationCancelledException cancelled(@Nullable Exception cause) {
		return new MigrationCancelledException("The wait for another process that migrates was ended; nothing was run",
				cause);
	}

	private Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	/**
	 * Between four and six fifths of the interval, so that many processes do not look in
	 * step.
	 */
	private Duration pause() {
		double share = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
		return Duration.ofNanos((long) (this.settings.pollInterval().toNanos() * share));
	}

	/**
	 * What was seen.
	 *
	 * @param plan what is pending
	 * @param recorded what is recorded
	 */
	record Outcome(MigrationPlan plan, Recorded recorded) {

	}

}
