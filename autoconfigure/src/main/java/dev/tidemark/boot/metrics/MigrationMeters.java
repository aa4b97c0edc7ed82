package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationState;

/**
 * Meters, as {@code docs/operations.md} lists them. They read the phase and the events,
 * never the database.
 */
public final class MigrationMeters implements MeterBinder, MigrationListener {

	private static final String DATABASE = "database";

	private static final String RETRIES = "tidemark.retries";

	private static final String TAKEOVERS = "tidemark.lock.takeovers";

	/** Lock timeout, deadlock, serialization failure, and cancelled over budget. */
	private static final List<String> RETRIED = List.of("55P03", "40P01", "40001", "57014");

	private final MigrationPhase phase;

	private final String database;

	private final Supplier<MeterRegistry> registry;

	private final ActiveTimes active = new ActiveTimes(System::nanoTime);

	/**
	 * Creates the meters.
	 * @param phase tells how the migrations stand
	 * @param database the database's name
	 * @param registry gives the registry of timers and counters; asked at each event,
	 * which may come before Boot binds the meters
	 */
	public MigrationMeters(MigrationPhase phase, String database, Supplier<MeterRegistry> registry) {
		this.phase = phase;
		this.database = database;
		this.registry = registry;
	}

	@Override
	public void bindTo(MeterRegistry meterRegistry) {
		for (MigrationState state : MigrationState.values()) {
			Gauge.builder("tidemark.migrations", this.phase, (current) -> count(current, state))
				.description("Migrations by state, as of the last run")
				.tag(DATABASE, this.database)
				.tag("state", state.word())
				.register(meterRegistry);
		}
		for (DatabaseState state : DatabaseState.values()) {
			Gauge.builder("tidemark.state", this.phase, (current) -> (current.current().state() == state) ? 1 : 0)
				.description("1 for the state that the database is in, as far as this process knows")
				.tag(DATABASE, this.database)
				.tag("state", state.word())
				.register(meterRegistry);
		}
		time("tidemark.migration.active", "Time since the migration that runs has begun", ActiveTimes::step)
			.register(meterRegistry);
		time("tidemark.blocked.active", "Time that the migration that runs has been blocked by other sessions",
				ActiveTimes::blocked)
			.register(meterRegistry);
		time("tidemark.lock.wait.active", "Time that this process has waited for the migration lock",
				ActiveTimes::lockWait)
			.register(meterRegistry);
		time("tidemark.await.active", "Time that this process has waited for another one to migrate",
				ActiveTimes::await)
			.register(meterRegistry);
		// at zero from the first scrape on, so that the first increase is one
		RETRIED.forEach((sqlState) -> retries(sqlState, meterRegistry));
		takeovers(meterRegistry);
	}

	private static double count(MigrationPhase phase, MigrationState state) {
		return phase.current()
			.lastReport()
			.map((report) -> report.status().migrations().stream().filter((info) -> info.state() == state).count())
			.orElse(0L);
	}

	private TimeGauge.Builder<ActiveTimes> time(String name, String description, ActiveTimes.Reading reading) {
		return TimeGauge.builder(name, this.active, TimeUnit.SECONDS, (times) -> reading.of(times).toMillis() / 1000.0)
			.description(description)
			.tag(DATABASE, this.database);
	}

	private Counter retries(String sqlState, MeterRegistry meterRegistry) {
		return Counter.builder(RETRIES)
			.description("Attempts that were rolled back to be repeated")
			.tag(DATABASE, this.database)
			.tag("sqlstate", sqlState)
			.register(meterRegistry);
	}

	private Counter takeovers(MeterRegistry meterRegistry) {
		return Counter.builder(TAKEOVERS)
			.description("Leases that were taken over from a process that was not heard of any more")
			.tag(DATABASE, this.database)
			.register(meterRegistry);
	}

	@Override
	public void onEvent(MigrationEvent event) {
		this.active.onEvent(event)
			.ifPresent((blocked) -> timer("tidemark.blocked", "Time that migrations were blocked by other sessions")
				.register(this.registry.get())
				.record(blocked));
		if (event instanceof MigrationEvent.StepFinished finished) {
			record(finished.step(), "success", finished.execution());
		}
		else if (event instanceof MigrationEvent.StepFailed failed) {
			record(failed.step(), "failure", failed.execution());
		}
		else if (event instanceof MigrationEvent.LockAcquired acquired) {
			timer("tidemark.lock.wait", "Time waited for the migration lock").register(this.registry.get())
				.record(acquired.waited());
		}
		else if (event instanceof MigrationEvent.RetryScheduled retry) {
			retries(retry.sqlState(), this.registry.get()).increment();
		}
		else if (event instanceof MigrationEvent.LockTakenOver) {
			takeovers(this.registry.get()).increment();
		}
	}

	private Timer.Builder timer(String name, String description) {
		return Timer.builder(name).description(description).tag(DATABASE, this.database);
	}

	private void record(StepDescription step, String outcome, Duration execution) {
		timer("tidemark.migration", "Time that migrations took")
			.tag("version", (step.version() != null) ? step.version() : step.label())
			.tag("direction", step.direction())
			.tag("outcome", outcome)
			.register(this.registry.get())
			.record(execution);
	}

}
