package dev.tidemark.boot.startup;

import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationException;

/**
 * Runs what the mode says, one run at a time, and keeps the phase. Thread-safe.
 */
public final class MigrationRunner {

	private static final Logger logger = LoggerFactory.getLogger(MigrationRunner.class);

	private final Migrator migrator;

	private final MigrationPhase phase;

	private final RunSettings settings;

	private final ReentrantLock running = new ReentrantLock();

	/**
	 * Creates a runner.
	 * @param migrator migrates
	 * @param phase is kept
	 * @param settings what a run does and what a failure means
	 */
	public MigrationRunner(Migrator migrator, MigrationPhase phase, RunSettings settings) {
		this.migrator = migrator;
		this.phase = phase;
		this.settings = settings;
	}

	/**
	 * Runs if this is the moment.
	 * @param moment the moment
	 * @throws MigrationException if the run fails and the application is to stop
	 */
	public void runAt(RunAt moment) {
		if (!this.settings.runsAt(moment)) {
			return;
		}
		OtherMigrationTools.warn();
		try {
			run();
		}
		catch (RuntimeException ex) {
			if (this.settings.onFailure() == OnFailure.FAIL) {
				throw ex;
			}
			logger.error("The application stays up and refuses traffic (tidemark.on-failure=refuse-traffic): {}{}",
					ex.getMessage(), (ex instanceof MigrationException known) ? "\n" + known.action() : "", ex);
		}
	}

	/**
	 * Runs what the mode says, now. Waits for a run of another thread.
	 * @return what came of it
	 * @throws MigrationException if the run fails
	 */
	public MigrationReport run() {
		this.running.lock();
		try {
			this.phase.begin();
			MigrationReport report = (this.settings.mode() == Mode.VERIFY) ? this.migrator.verify()
					: this.migrator.migrate();
			this.phase.succeeded(report);
			return report;
		}
		catch (RuntimeException | Error ex) {
			this.phase.failed(ex);
			throw ex;
		}
		finally {
			this.running.unlock();
		}
	}

	/**
	 * Tells whether a run is under way in this process.
	 * @return whether it is
	 */
	public boolean isRunning() {
		return this.running.isLocked();
	}

	/**
	 * Ends the run that is under way: its statement is cancelled and rolled back.
	 */
	public void cancel() {
		this.migrator.cancel();
	}

}
