package dev.tidemark.boot.startup;

import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;

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

	private final ApplicationEventPublisher publisher;

	private final ReentrantLock running = new ReentrantLock();

	private boolean refusing;

	/**
	 * Creates a runner.
	 * @param migrator migrates
	 * @param phase is kept
	 * @param settings what a run does and what a failure means
	 * @param publisher is told whether the application accepts traffic
	 */
	public MigrationRunner(Migrator migrator, MigrationPhase phase, RunSettings settings,
			ApplicationEventPublisher publisher) {
		this.migrator = migrator;
		this.phase = phase;
		this.settings = settings;
		this.publisher = publisher;
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
			logRefusal(ex);
		}
	}

	private static void logRefusal(RuntimeException failure) {
		String what = "The application stays up and refuses traffic (tidemark.on-failure=refuse-traffic)";
		if (failure instanceof MigrationException known) {
			// without the stack trace, where the driver may quote a password
			logger.error("{}: {}\n{}", what, known.getMessage(), known.action());
		}
		else {
			logger.error(what, failure);
		}
	}

	/**
	 * Runs what the mode says, now. Waits for a run of another thread.
	 * @return what came of it
	 * @throws MigrationException if the run fails
	 */
	public MigrationReport run() {
		MigrationReport report = runAlone();
		acceptTraffic();
		return report;
	}

	private MigrationReport runAlone() {
		this.running.lock();
		try {
			this.phase.begin(this.settings.mode());
			MigrationReport report = runAsTheModeSays();
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

	private MigrationReport runAsTheModeSays() {
		return switch (this.settings.mode()) {
			case VERIFY -> this.migrator.verify();
			case WAIT -> this.migrator.await(this.settings.waiting());
			case MIGRATE, OFF -> this.migrator.migrate();
		};
	}

	/**
	 * Takes Boot's announcement back that the application accepts traffic, where it still
	 * waits for a run that succeeds.
	 */
	synchronized void refuseTraffic() {
		if (!this.phase.current().open()) {
			this.refusing = true;
			AvailabilityChangeEvent.publish(this.publisher, this, ReadinessState.REFUSING_TRAFFIC);
		}
	}

	private synchronized void acceptTraffic() {
		if (this.refusing) {
			this.refusing = false;
			AvailabilityChangeEvent.publish(this.publisher, this, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/**
	 * Tells whether a run would do anything.
	 * @return whether the mode is not off
	 */
	public boolean isOn() {
		return this.settings.mode() != Mode.OFF;
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
