package dev.tidemark.boot.startup;

import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.tidemark.MigrationReport;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.PendingMigrationsException;

/**
 * How far this process is with the migrations: what health, gate, endpoint and meters
 * read without asking the database. Thread-safe.
 */
public final class MigrationPhase implements MigrationListener {

	private volatile Snapshot snapshot;

	/**
	 * Creates a phase.
	 * @param awaited whether a run is to come before the application may serve
	 */
	public MigrationPhase(boolean awaited) {
		this.snapshot = new Snapshot(awaited ? DatabaseState.PENDING : DatabaseState.CURRENT, !awaited, null, null,
				null, null);
	}

	/**
	 * Returns how things stand at this moment.
	 * @return the snapshot
	 */
	public Snapshot current() {
		return this.snapshot;
	}

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof MigrationEvent.LockAwaited) {
			change((now) -> now.withState(DatabaseState.BLOCKED));
		}
		else if (event instanceof MigrationEvent.LockAcquired || event instanceof MigrationEvent.RunStarted) {
			change((now) -> now.withState(DatabaseState.RUNNING));
		}
		else if (event instanceof MigrationEvent.MigrationsAwaited awaited) {
			change((now) -> now.awaiting(awaited));
		}
		else if (event instanceof MigrationEvent.StepStarted started) {
			change((now) -> now.withStep(DatabaseState.RUNNING, started.step()));
		}
		else if (event instanceof MigrationEvent.Blocked blocked) {
			change((now) -> now.withStep(DatabaseState.BLOCKED, blocked.step()));
		}
		else if (event instanceof MigrationEvent.RetryScheduled retry) {
			change((now) -> now.withStep(DatabaseState.BLOCKED, retry.step()));
		}
		else if (event instanceof MigrationEvent.Unblocked unblocked) {
			change((now) -> now.withStep(DatabaseState.RUNNING, unblocked.step()));
		}
		else if (event instanceof MigrationEvent.RunFinished) {
			change(Snapshot::finished);
		}
		else if (event instanceof MigrationEvent.RunFailed failed) {
			failedInRun(failed.exception());
		}
	}

	/**
	 * The application may have asked the migrator itself, whether something is pending.
	 */
	private void failedInRun(MigrationException failure) {
		if (failure instanceof PendingMigrationsException) {
			change((now) -> now.ended(DatabaseState.PENDING));
		}
		else {
			failed(failure);
		}
	}

	void begin(Mode mode) {
		change((now) -> now.withState((mode == Mode.WAIT) ? DatabaseState.PENDING : DatabaseState.RUNNING));
	}

	void succeeded(MigrationReport report) {
		change((now) -> new Snapshot(report.status().state(), true, null, null, report, null));
	}

	void failed(Throwable failure) {
		change((now) -> new Snapshot(DatabaseState.FAILED, now.open(), null, null, now.report(), failure));
	}

	private synchronized void change(UnaryOperator<Snapshot> change) {
		this.snapshot = change.apply(this.snapshot);
	}

	/**
	 * How things stand at one moment.
	 *
	 * @param state the state of the database as far as this process knows
	 * @param open whether the application may serve: no run is awaited any more
	 * @param step the step that is executed, or {@code null}
	 * @param awaited what another process is to apply, or {@code null} where this one
	 * does not wait for another
	 * @param report what came of the last run that succeeded, or {@code null}
	 * @param failure why the last run failed, or {@code null}
	 */
	public record Snapshot(DatabaseState state, boolean open, @Nullable StepDescription step,
			MigrationEvent.@Nullable MigrationsAwaited awaited, @Nullable MigrationReport report,
			@Nullable Throwable failure) {

		private Snapshot withState(DatabaseState other) {
			return new Snapshot(other, this.open, this.step, null, this.report, null);
		}

		private Snapshot awaiting(MigrationEvent.MigrationsAwaited other) {
			DatabaseState current = (other.holder() != null) ? DatabaseState.RUNNING
					: (other.failure() != null) ? DatabaseState.FAILED : DatabaseState.PENDING;
			return new Snapshot(current, this.open, null, other, this.report, null);
		}

		private Snapshot finished() {
			boolean undone = this.step != null && this.step.direction().equals("down");
			return ended(undone ? DatabaseState.PENDING : DatabaseState.CURRENT);
		}

		private Snapshot ended(DatabaseState other) {
			return new Snapshot(other, this.open, null, null, this.report, null);
		}

		private Snapshot withStep(DatabaseState other, StepDescription current) {
			return new Snapshot(other, this.open, current, null, this.report, null);
		}

		/**
		 * Tells whether there is anything to tell: a run is awaited, or has begun.
		 * @return whether it is
		 */
		public boolean known() {
			return !this.open || this.report != null || this.failure != null || busy();
		}

		/**
		 * Tells whether a run is under way in this process.
		 * @return whether one is
		 */
		public boolean busy() {
			return this.state == DatabaseState.RUNNING || this.state == DatabaseState.BLOCKED || this.awaited != null;
		}

		/**
		 * Returns what came of the last run that succeeded.
		 * @return the report, or empty
		 */
		public Optional<MigrationReport> lastReport() {
			return Optional.ofNullable(this.report);
		}

	}

}
