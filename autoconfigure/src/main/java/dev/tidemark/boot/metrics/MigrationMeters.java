package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;
import dev.tidemark.migration.MigrationState;

/**
 * Meters: {@code tidemark.migrations} (gauge by state), {@code tidemark.migration} (timer
 * by version and outcome), {@code tidemark.lock.wait} (timer). They read the phase, never
 * the database.
 */
public final class MigrationMeters implements MeterBinder, MigrationListener {

	private static final String DATABASE = "database";

	private final MigrationPhase phase;

	private final String database;

	private final Supplier<MeterRegistry> registry;

	/**
	 * Creates the meters.
	 * @param phase tells how the migrations stand
	 * @param database the database's name
	 * @param registry gives the registry of the timers; asked at each event, which may
	 * come before Boot binds the meters
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
	}

	private static double count(MigrationPhase phase, MigrationState state) {
		return phase.current()
			.lastReport()
			.map((report) -> report.status().migrations().stream().filter((info) -> info.state() == state).count())
			.orElse(0L);
	}

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof MigrationEvent.StepFinished finished) {
			record(finished.step(), "success", finished.execution());
		}
		else if (event instanceof MigrationEvent.StepFailed failed) {
			record(failed.step(), "failure", failed.execution());
		}
		else if (event instanceof MigrationEvent.LockAcquired acquired) {
			Timer.builder("tidemark.lock.wait")
				.description("Time waited for the migration lock")
				.tag(DATABASE, acquired.database())
				.register(this.registry.get())
				.record(acquired.waited());
		}
	}

	private void record(StepDescription step, String outcome, Duration execution) {
		Timer.builder("tidemark.migration")
			.description("Time that migrations took")
			.tag(DATABASE, this.database)
			.tag("version", (step.version() != null) ? step.version() : step.label())
			.tag("direction", step.direction())
			.tag("outcome", outcome)
			.register(this.registry.get())
			.record(execution);
	}

}
