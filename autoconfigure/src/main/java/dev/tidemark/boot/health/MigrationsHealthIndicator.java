package dev.tidemark.boot.health;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import dev.tidemark.MigrationReport;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationPhase.Snapshot;
import dev.tidemark.event.MigrationEvent.MigrationsAwaited;
import dev.tidemark.migration.MigrationException;

/**
 * UP once the first run has succeeded, OUT_OF_SERVICE until then, DOWN after a failure.
 * Reads the phase only: a probe costs no database call.
 */
public final class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private final MigrationPhase phase;

	/**
	 * Creates the indicator.
	 * @param phase tells how far the process is
	 */
	public MigrationsHealthIndicator(MigrationPhase phase) {
		this.phase = phase;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Snapshot now = this.phase.current();
		if (now.known()) {
			builder.withDetail("state", now.state().word());
		}
		now.lastReport().ifPresent((report) -> details(builder, report));
		if (now.failure() != null) {
			builder.down()
				.withDetail("error", (now.failure() instanceof MigrationException known) ? known.summary()
						: now.failure().getClass().getName());
		}
		else if (now.open()) {
			builder.up();
		}
		else {
			builder.outOfService();
		}
		if (now.awaited() != null) {
			details(builder, now.awaited());
		}
		if (now.step() != null) {
			builder.withDetail("step",
					"%s (%d of %d)".formatted(now.step().label(), now.step().number(), now.step().total()));
		}
	}

	private static void details(Health.Builder builder, MigrationsAwaited awaited) {
		builder.withDetail("pending", awaited.pending().size())
			.withDetail("waits",
					"for another process to migrate, for %d s so far".formatted(awaited.waited().toSeconds()));
		if (awaited.holder() != null) {
			builder.withDetail("holder", awaited.holder());
		}
		if (awaited.failure() != null) {
			builder.withDetail("error", awaited.failure());
		}
	}

	private static void details(Health.Builder builder, MigrationReport report) {
		if (report.status().version() != null) {
			builder.withDetail("version", report.status().version());
		}
		builder.withDetail("pending", report.status().pending());
	}

}
