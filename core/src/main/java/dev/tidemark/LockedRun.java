package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.ForeignLock;
import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.LockTakenOver;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.execution.LockWatch;
import dev.tidemark.execution.PlanExecutor;
import dev.tidemark.execution.RunContext;
import dev.tidemark.execution.WatchedBackend;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.history.HistoryUpgrade;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.OwnSessionSettings;
import dev.tidemark.jdbc.PooledSessionSettings;
import dev.tidemark.jdbc.ProbeQuery;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockDoesNotHoldException;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.lock.LockWait;
import dev.tidemark.lock.MigrationLock;
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

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final Cancellation cancellation;

	private final Adoptions adoptions;

	private final DatabaseStart start;

	private Consumer<Recorded> check = (recorded) -> {
	};

	private @Nullable AdoptionReport adopted;

	LockedRun(DataSource dataSource, MigratorSettings settings, MigrationCatalog catalog, EventPublisher events,
			Cancellation cancellation, DatabaseStart start) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.locks = new MigrationLocks(dataSource, settings);
		this.catalog = catalog;
		this.events = events;
		this.cancellation = cancellation;
		this.adoptions = new Adoptions(dataSource, settings, catalog, cancellation);
		this.start = start;
	}

	/**
	 * Returns the same run, which looks at what will be recorded before it creates a
	 * history.
	 * @param other throws what keeps the run from beginning
	 * @return itself
	 */
	LockedRun checking(Consumer<Recorded> other) {
		this.check = other;
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
		boolean asNew = execute(plan, open, locked.session(), locked.lock(), locked.choice());
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
			write(locked.recorded().database(), String.join(";\n", plan.statements()), locked.session(), locked.lock());
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
				write(locked.recorded().database(), String.join(";\n", statements), locked.session(), locked.lock());
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
				write(current, new HistoryStatements(current.table()).insertApplied(rows), locked.session(),
						locked.lock());
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
			AdoptionReport done = this.adopted;
			return (done != null) ? done : this.adoptions.compare(locked.recorded());
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
			SessionSettings sessionSettings = sessionSettings(open, choice);
			sessionSettings.apply(open.session());
			if (choice.strategy() == LockStrategy.LEASE) {
				createSchema(open);
			}
			try (HeldLock held = await(this.locks.lock(choice, open), open, sessionSettings)) {
				Recorded recorded = recorded(open, reading, sessionSettings, held);
				return work.apply(new Locked(recorded, sessionSettings, held, choice));
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
			SessionSettings sessionSettings = sessionSettings(open, choice);
			sessionSettings.apply(open.session());
			try (HeldLock held = await(this.locks.lock(choice, open), open, sessionSettings);
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

	private SessionSettings sessionSettings(OpenDatabase open, LockChoice choice) {
		Duration lockTimeout = this.settings.execution().lockTimeout();
		String name = this.locks.sessionName(choice);
		if (!choice.ownSession()) {
			return new PooledSessionSettings(open.probe(), name, lockTimeout);
		}
		Long key = (choice.strategy() == LockStrategy.ADVISORY) ? this.locks.advisory(open).key() : null;
		return new OwnSessionSettings(open.probe(), name, lockTimeout, ProbeQuery.sessionSettings(open.session()), key);
	}

	/**
	 * A lease needs its schema before the lock is held; others may create it at the same
	 * moment.
	 */
	private void createSchema(OpenDatabase open) throws SQLException {
		if (this.settings.history().schema() == null || open.table().exists()) {
			return;
		}
		try {
			open.session().execute(new HistoryStatements(open.table()).createSchema());
		}
		catch (SQLException ex) {
			if (!SqlStates.createdByAnother(ex.getSQLState())) {
				throw ex;
			}
		}
	}

	private HeldLock await(MigrationLock lock, OpenDatabase open, SessionSettings sessionSettings) throws SQLException {
		long begin = System.nanoTime();
		LockWait wait = new LockWait(this.settings.lock(), lock,
				(holder, waited) -> this.events.publish(new LockAwaited(this.settings.database(), holder, waited)),
				this.cancellation);
		Optional<HeldLock> held = wait.await(open.session());
		HeldLock taken = held.orElseThrow(() -> new MigrationCancelledException(
				"The run was cancelled while it waited for the migration lock; nothing was run", null));
		taken.takenOverFrom()
			.ifPresent((from) -> this.events.publish(new LockTakenOver(this.settings.database(), from)));
		this.events.publish(new LockAcquired(this.settings.database(), Duration.ofNanos(System.nanoTime() - begin)));
		if (wait.waited()) {
			lookAgain(open, sessionSettings, taken);
		}
		return taken;
	}

	/**
	 * Whoever held the lock before may have left an event trigger, which the look before
	 * the wait did not see.
	 */
	private static void lookAgain(OpenDatabase open, SessionSettings sessionSettings, HeldLock taken)
			throws SQLException {
		try {
			sessionSettings.apply(open.session());
		}
		catch (SQLException ex) {
			taken.close();
			throw ex;
		}
	}

	private Recorded recorded(OpenDatabase before, Recorded.Reading reading, SessionSettings sessionSettings,
			HeldLock held) throws SQLException {
		OpenDatabase open = before.probedAgain(this.settings);
		HistoryTable table = open.table();
		OpenDatabase current = open.withTable(new HistoryTable(table.schema(), table.name(), true));
		if (table.exists()) {
			if (table.outdated()) {
				write(open, HistoryUpgrade.statements(table), sessionSettings, held);
			}
			Recorded recorded = reading.read(current, this.catalog);
			boolean begun = !this.settings.adoption().enabled() || !recorded.history().rows().isEmpty();
			return begun ? resumed(recorded) : beginning(open, current, "", reading, sessionSettings, held);
		}
		boolean createSchema = this.settings.history().schema() != null;
		return beginning(open, current, new HistoryStatements(table).create(createSchema), reading, sessionSettings,
				held);
	}

	/**
	 * Begins a history, with what is taken over from another tool in the same
	 * transaction.
	 */
	private Recorded beginning(OpenDatabase open, OpenDatabase current, String create, Recorded.Reading reading,
			SessionSettings sessionSettings, HeldLock held) throws SQLException {
		Optional<Adoptions.Begun> adoption = this.settings.adoption().enabled() ? this.adoptions.begin(current)
				: Optional.empty();
		if (adoption.isEmpty()) {
			return create.isEmpty() ? resumed(Recorded.nothing(current, this.catalog))
					: beginning(this.start.begin(open, this.catalog), current, create, reading, sessionSettings, held);
		}
		try (Adoptions.Begun begun = adoption.get()) {
			String statements = create + String.join(";", begun.statements());
			if (!statements.isEmpty()) {
				write(current, statements, sessionSettings, held);
			}
			this.adopted = begun.report();
		}
		this.events.publish(new Noted(this.settings.database(), this.adopted.text()));
		return reading.read(current, this.catalog);
	}

	private Recorded beginning(HistoryBeginning beginning, OpenDatabase current, String create,
			Recorded.Reading reading, SessionSettings sessionSettings, HeldLock held) throws SQLException {
		this.check.accept(beginning.foreseen(current));
		String rows = beginning.rows().isEmpty() ? ""
				: new HistoryStatements(current.table()).insertApplied(beginning.rows());
		write(current, create + rows, sessionSettings, held);
		this.events.publish(new Noted(this.settings.database(), beginning.text()));
		beginning.warnings().forEach((warning) -> this.events.publish(new Warned(this.settings.database(), warning)));
		return beginning.rows().isEmpty() ? Recorded.nothing(current, beginning.catalog())
				: reading.read(current, beginning.catalog());
	}

	private Recorded resumed(Recorded recorded) {
		return recorded.history().isUnbegun()
				? recorded.startingFrom(this.start.resume(recorded.database(), this.catalog)) : recorded;
	}

	private void write(OpenDatabase open, String statements, SessionSettings sessionSettings, HeldLock held)
			throws SQLException {
		List<String> all = new ArrayList<>(sessionSettings.opening());
		all.add(statements);
		all.addAll(held.fence());
		try {
			open.session().transact(all);
		}
		catch (SQLException ex) {
			if (!this.cancellation.requested() && !held.isHeld()) {
				throw new MigrationLockException(
						"The migration lock was lost before the first migration. Nothing was run",
						"Start again. A lease ends when its process stands still for longer than tidemark.lock.lease-expiry.",
						ex);
			}
			throw ex;
		}
	}

	private boolean execute(MigrationPlan plan, OpenDatabase open, SessionSettings sessionSettings, HeldLock lock,
			LockChoice choice) {
		this.events.publish(new RunStarted(this.settings.database(), plan.labels()));
		WatchedBackend backend = choice.ownSession() ? WatchedBackend.of(open.probe())
				: WatchedBackend.named(this.locks.sessionName(choice), open.probe());
		try (LockWatch watch = new LockWatch(this.dataSource, backend)) {
			RunContext context = new RunContext(this.settings.database(), open.session(), sessionSettings, lock,
					open.probe(), this.adoptions.echoing(open), this.settings.history(), this.settings.execution(),
					ProcessName.of(this.settings.application()), this.events, watch, this.cancellation);
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
	 * @param session how its session is set up
	 * @param lock the lock
	 * @param choice which one it is
	 */
	private record Locked(Recorded recorded, SessionSettings session, HeldLock lock, LockChoice choice) {

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
