package dev.tidemark.boot.startup;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.tidemark.migration.DatabaseState;

/**
 * Ends a run that is under way when the application stops, before the data source is
 * closed.
 */
public final class RunLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(RunLifecycle.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final long PAUSE_MS = 50;

	private final MigrationRunner runner;

	private final MigrationPhase phase;

	private volatile boolean started;

	/**
	 * Creates the lifecycle.
	 * @param runner runs
	 * @param phase tells of a run that the application asked the migrator for
	 */
	public RunLifecycle(MigrationRunner runner, MigrationPhase phase) {
		this.runner = runner;
		this.phase = phase;
	}

	@Override
	public void start() {
		this.started = true;
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

	@Override
	public void stop() {
		this.started = false;
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		if (isBusy()) {
			logger.info(waits() ? "The application stops: it waits no longer for another process to migrate"
					: "The application stops: the migration that runs is cancelled and rolled back");
		}
		while (isBusy() && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
			this.runner.cancel();
			pause();
		}
	}

	private boolean isBusy() {
		return this.runner.isRunning() || this.phase.current().busy();
	}

	private boolean waits() {
		MigrationPhase.Snapshot now = this.phase.current();
		return now.awaited() != null || now.state() == DatabaseState.PENDING;
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE_MS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
