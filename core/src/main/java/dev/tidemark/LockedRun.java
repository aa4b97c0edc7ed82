package dev.tidemark;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.ForeignLock;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.execution.LockWatch;
import dev.tidemark.execution.PlanExecutor;
import dev.tidemark.execution.RunContext;
import dev.tidemark.execution.WatchedBackend;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockDoesNotHoldException;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.plan.MigrationPlan;

/**
 * The part of a run that holds the migration lock: reads again what is recorded, plans,
 * and executes.
 */
final class LockedRun {

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final MigrationLocks locks;

	private final LockTaking taking;

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final Cancellation cancellation;

	private final Adoptions adoptions;

	private final LockedHistory history;

	LockedRun(DataSource dataSource, MigratorSettings settings, MigrationCatalog catalog, EventPublisher events,
			Cancellation cancellation, DatabaseStart start) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.locks = new MigrationLocks(dataSource, settings);
		this.taking = new LockTaking(settings, this.locks, events, cancellation);
		this.catalog = catalog;
		this.events = events;
		this.cancellation = cancellation;
		this.adoptions = new Adoptions(dataSource, settings, catalog, cancellation);
		this.history = new LockedHistory(settings, catalog, events, this.adoptions, start);
	}

	/**
	 * Returns the same run, which looks at what will be recorded before it creates a
	 * history.
	 * @param other throws what keeps the run from beginning
	 * @return itself
	 */
	LockedRun checking(Consumer<Recorded> other) {
		this.history.checking(other);
		return this;
	}

	/**
	 * Returns the same run, which takes nothing over from another tool, whatever the
	 * settings say: somebody has asked for something else.
	 * @return itself
	 */
	LockedRun withoutAdoption() {
		this.history.withoutAdoption();
		return this;
	}

	/**
	 * Runs what is planned under the lock from every row.
	 * @param open the open database
	 * @param planning plans from what is recorded
	 * @return the plan, and what is recorded after it was executed
	 */
	Outcome run(OpenDatabase open, Function<Recorded, MigrationPlan> planning) {
		return run(open, Recorded::read, planning);
	}

	/**
	 * Runs what is planned under the lock.
	 * @param open the open database
	 * @param reading reads what is recorded before; afterwards every row is read
	 * @param planning plans from it
	 * @return the plan, and what is recorded after it was executed
	 */
	Outcome run(OpenDatabase open, Recorded.Reading reading, Function<Recorded, MigrationPlan> planning) {
		return underLock(open, reading, (locked) -> run(locked, planning));
	}

	private Outcome run(Locked locked, Function<Recorded, MigrationPlan> planning) throws SQLException {
		MigrationPlan plan = planning.apply(locked.recorded());
		if (plan.isEmpty()) {
			return new Outcome(plan, locked.recorded(), locked.choice());
		}
		OpenDatabase open = locked.recorded().database();
		boolean asNew = execute(plan, open, locked);
		if (!asNew) {
			// takes back what the last script has set, such as a role that may not read
			// the history
			locked.session().reset(open.session());
		}
		return new Outcome(plan, Recorded.read(open, this.catalog), locked.choice());
	}

	/**
	 * Writes into the history under the lock, in one transaction.
	 * @param open the open database
	 * @param planning says from what is recorded what is to be written
	 * @return what was written
	 */
	Repair repair(OpenDatabase open, Function<Recorded, RepairPlan> planning) {
		return underLock(open, Recorded::read, (locked) -> {
			RepairPlan plan = planning.apply(locked.recorded());
			locked.write(String.join(";\n", plan.statements()));
			return plan.repair();
		});
	}

	/**
	 * Writes our history for Flyway, in one transaction.
	 * @param open the open database
	 * @param exports says what is to be written
	 * @return what was written
	 */
	List<String> export(OpenDatabase open, FlywayExports exports) {
		return underLock(open, Recorded::read, (locked) -> {
			try (ForeignLock lock = exports.lock(open)) {
				List<String> statements = exports.statements(locked.recorded());
				locked.write(String.join(";\n", statements));
				return statements;
			}
		});
	}

	/**
	 * Begins a history with rows of what is in the schema.
	 * @param open the open database
	 * @param rows what is recorded where a history is there that nothing was recorded in
	 * @return what is recorded
	 */
	Recorded baseline(OpenDatabase open, List<HistoryRow> rows) {
		return underLock(open, Recorded::read, (locked) -> {
			OpenDatabase current = locked.recorded().database();
			if (locked.recorded().history().isUnbegun()) {
				locked.write(new HistoryStatements(current.table()).insertApplied(rows));
			}
			else if (!this.history.begun()) {
				throw ExistingSchema.begunAlready(locked.recorded());
			}
			return Recorded.read(current, this.catalog);
		});
	}

	/**
	 * Takes over another tool's history, as every run does that finds none of ours.
	 * @param open the open database
	 * @return what was taken over
	 */
	AdoptionReport adopt(OpenDatabase open) {
		return underLock(open, Recorded::read, (locked) -> {
			Optional<AdoptionReport> done = this.history.adopted();
			return done.isPresent() ? done.get() : this.adoptions.compare(locked.recorded());
		});
	}

	private <T> T underLock(OpenDatabase open, Recorded.Reading reading, LockedWork<T> work) {
		LockChoice choice = this.locks.choose(open);
		try {
			return underLock(open, reading, work, choice);
		}
		catch (LockDoesNotHoldException ex) {
			if (this.settings.lock().strategy() == LockStrategy.ADVISORY) {
				throw new MigrationLockException(ex.getMessage() + ". Nothing was run",
						"Set tidemark.lock.strategy=lease, or leave it at auto.", ex);
			}
			return underLock(open, reading, work, choice.withoutAdvisoryLock(String.valueOf(ex.getMessage())));
		}
	}

	private <T> T underLock(OpenDatabase open, Recorded.Reading reading, LockedWork<T> work, LockChoice choice) {
		try {
			SessionSettings sessionSettings = this.taking.sessionSettings(open, choice);
			sessionSettings.apply(open.session());
			if (choice.strategy() == LockStrategy.LEASE) {
				this.taking.createSchema(open);
			}
			try (HeldLock held = this.taking.take(choice, open, sessionSettings)) {
				LockedWriting writing = new LockedWriting(sessionSettings, held, this.cancellation);
				return work.apply(new Locked(this.history.read(open, reading, writing), writing, choice));
			}
		}
		catch (SQLException ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException("The run was cancelled; no migration was under way", ex);
			}
			throw HistoryFailures.of(ex);
		}
	}

	/**
	 * Does something under the migration lock that records nothing, not even that it
	 * holds the lock.
	 * @param open the open database
	 * @param work what is done
	 * @return what comes of it
	 */
	<T> T exclusively(OpenDatabase open, ExclusiveWork<T> work) {
		LockChoice choice = this.locks.choose(open);
		if (choice.strategy() != LockStrategy.ADVISORY) {
			throw notExclusive((choice.reason() != null) ? choice.reason() : "tidemark.lock.strategy asks for a lease",
					null);
		}
		try {
			SessionSettings sessionSettings = this.taking.sessionSettings(open, choice);
			sessionSettings.apply(open.session());
			try (HeldLock held = this.taking.take(choice, open, sessionSettings);
					LockWatch watch = new LockWatch(this.dataSource, WatchedBackend.of(open.probe()))) {
				return work.run(sessionSettings, watch);
			}
		}
		catch (LockDoesNotHoldException ex) {
			throw notExclusive(String.valueOf(ex.getMessage()), ex);
		}
		catch (SQLException ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException("The run was cancelled; nothing of it is left", ex);
			}
			throw HistoryFailures.of(ex);
		}
	}

	private static RehearsalException notExclusive(String reason, @Nullable Exception cause) {
		return new RehearsalException(
				"A rehearsal on the live database needs the session's advisory lock, as a lease would have to be written: %s. Nothing was run"
					.formatted(reason),
				"Rehearse on a copy (the default), or connect to the server itself with tidemark.datasource.url.",
				cause);
	}

	private boolean execute(MigrationPlan plan, OpenDatabase open, Locked locked) {
		LockChoice choice = locked.choice();
		this.events.publish(new RunStarted(this.settings.database(), plan.labels()));
		WatchedBackend backend = choice.ownSession() ? WatchedBackend.of(open.probe())
				: WatchedBackend.named(this.locks.sessionName(choice), open.probe());
		try (LockWatch watch = new LockWatch(this.dataSource, backend)) {
			RunContext context = new RunContext(this.settings.database(), open.session(), locked.session(),
					locked.writing().held(), open.probe(), this.adoptions.echoing(open), this.settings.history(),
					this.settings.execution(), ProcessName.of(this.settings.application()), this.events, watch,
					this.cancellation);
			return new PlanExecutor(context).execute(plan);
		}
	}

	/**
	 * What is done under the migration lock, and records nothing.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface ExclusiveWork<T> {

		T run(SessionSettings sessionSettings, LockWatch watch) throws SQLException;

	}

	/**
	 * Adopts, or says what would be adopted.
	 */
	@FunctionalInterface
	interface AdoptingWork {

		AdoptionReport adopt(OpenDatabase open) throws SQLException;

	}

	/**
	 * What is done while the lock is held.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	private interface LockedWork<T> {

		T apply(Locked locked) throws SQLException;

	}

	/**
	 * A database under the lock.
	 *
	 * @param recorded what is recorded
	 * @param writing writes into it
	 * @param choice how others are kept out
	 */
	private record Locked(Recorded recorded, LockedWriting writing, LockChoice choice) {

		SessionSettings session() {
			return this.writing.sessionSettings();
		}

		void write(String statements) throws SQLException {
			this.writing.write(this.recorded.database(), statements);
		}

	}

	/**
	 * What came of it.
	 *
	 * @param plan what was executed
	 * @param recorded what is recorded after it
	 * @param lock how others were kept out
	 */
	record Outcome(MigrationPlan plan, Recorded recorded, LockChoice lock) {

	}

}
