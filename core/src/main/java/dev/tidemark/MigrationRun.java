package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.history.HistoryReader;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.rehearsal.RehearsalReport;

/**
 * One execution of what a {@link Migrator} is asked for, on one connection.
 */
final class MigrationRun implements AutoCloseable {

	private static final String MDC_DATABASE = "tidemark.database";

	private final long start = System.nanoTime();

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final DiscoveredMigrations found;

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final MigrationPlanner planner;

	private final Cancellation cancellation = new Cancellation();

	private @Nullable OpenDatabase database;

	MigrationRun(DataSource dataSource, MigratorSettings settings, DiscoveredMigrations found, EventPublisher events) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.found = found;
		this.catalog = found.catalog().withoutBaselinesAfter(settings.target());
		this.events = events;
		this.planner = new MigrationPlanner(settings.plan());
	}

	MigrationReport migrate(DatabaseConnector databases) {
		DatabaseCreation creation = new DatabaseCreation(this.dataSource, this.settings, databases, this.events);
		return told(() -> opened(() -> creation.open(this.cancellation), Recorded::readBriefly, (recorded) -> {
			// what runs may be another process's: the question is asked under the lock
			MigrationPlan nothing = (recorded.history().halfUndone().isEmpty() && !mayAdopt(recorded))
					? emptyPlan(AwaitedHistory.settled(recorded)) : null;
			return (nothing != null) ? finished(nothing, recorded)
					: underLock(recorded, Recorded::readBriefly, this::plan);
		}));
	}

	/**
	 * What another tool has applied need not even be readable for us, and is not to be
	 * planned.
	 */
	private boolean mayAdopt(Recorded recorded) {
		return this.settings.adoption().enabled() && recorded.history().rows().isEmpty();
	}

	/**
	 * Plans, and forgets what there is to do: it may be large, and is planned again under
	 * the lock.
	 */
	private @Nullable MigrationPlan emptyPlan(Recorded recorded) {
		MigrationPlan plan = plan(recorded);
		return plan.isEmpty() ? plan : null;
	}

	MigrationReport rollback(RollbackRequest request) {
		return told(() -> opened(
				(recorded) -> underLock(recorded, Recorded::read, (current) -> planRollback(current, request))));
	}

	MigrationPlan planRollback(RollbackRequest request) {
		return opened((recorded) -> planRollback(recorded, request));
	}

	private MigrationPlan planRollback(Recorded recorded, RollbackRequest request) {
		return this.planner.down(recorded.catalog(), recorded.history(), new RecordedDownScripts(recorded.database()),
				request);
	}

	MigrationReport verify() {
		return told(() -> openedBriefly((recorded) -> {
			MigrationPlan plan = plan(AwaitedHistory.settled(recorded));
			if (!plan.isEmpty()) {
				throw new PendingMigrationsException(this.settings.database(), plan.labels());
			}
			return finished(plan, recorded);
		}));
	}

	MigrationReport await(WaitSettings wait) {
		return told(() -> {
			try (AwaitedDatabase awaited = new AwaitedDatabase(this.dataSource, this.settings, this.catalog,
					this.cancellation, wait.pollInterval())) {
				MigrationWait.Outcome outcome = new MigrationWait(this.settings.database(), awaited, wait, this.events,
						this.cancellation)
					.await(this::plan);
				return finished(outcome.plan(), outcome.recorded());
			}
		});
	}

	MigrationPlan plan() {
		return openedBriefly(this::plan);
	}

	List<AppliedMigration> applied() {
		return opened((recorded) -> recorded.history().rows());
	}

	ValidationReport validate() {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			MigrationLocks locks = new MigrationLocks(this.dataSource, this.settings);
			return new Validation(this.settings, this.found).database(recorded, locks.holder(locks.choose(open), open));
		});
	}

	Repair repair(Function<Recorded, RepairPlan> planning) {
		return told(() -> opened((recorded) -> {
			Repair done = new LockedRun(this.dataSource, this.settings, this.catalog, this.events, this.cancellation)
				.repair(recorded.database(), planning);
			this.events.publish(new Warned(this.settings.database(), done.doneText()));
			return done;
		}));
	}

	Repair previewRepair(Function<Recorded, RepairPlan> planning) {
		return opened((recorded) -> planning.apply(recorded).repair());
	}

	AdoptionReport adopt() {
		return told(() -> adopting((open) -> new LockedRun(this.dataSource, this.settings, this.catalog, this.events,
				this.cancellation)
			.adopt(open)));
	}

	AdoptionReport previewAdoption() {
		return adopting((open) -> adoptions().preview(Recorded.read(open, this.catalog)));
	}

	String exportFlyway(FlywayExportRequest request, boolean write) {
		FlywayExports exports = new FlywayExports(this.dataSource, this.settings, request, this.cancellation);
		List<String> statements = opened((recorded) -> {
			try {
				// before anything is created for a history that there is not
				List<String> planned = exports.statements(recorded);
				return write ? new LockedRun(this.dataSource, this.settings, this.catalog, this.events,
						this.cancellation)
					.export(recorded.database(), exports) : planned;
			}
			catch (SQLException ex) {
				throw HistoryFailures.of(ex);
			}
		});
		return String.join(";\n\n", statements) + ";\n";
	}

	private Adoptions adoptions() {
		return new Adoptions(this.dataSource, this.settings, this.catalog, this.cancellation);
	}

	/**
	 * Finds out that there is something to adopt before anything is created.
	 */
	private AdoptionReport adopting(LockedRun.AdoptingWork work) {
		try {
			OpenDatabase open = open();
			this.database = open;
			adoptions().required(open);
			return work.adopt(open);
		}
		catch (SQLException ex) {
			throw HistoryFailures.of(ex);
		}
		catch (DataAccessException ex) {
			throw HistoryFailures.of(ex);
		}
	}

	Optional<Version> current() {
		return opened((recorded) -> recorded.history().version());
	}

	MigrationStatus status() {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			MigrationLocks locks = new MigrationLocks(this.dataSource, this.settings);
			LockChoice choice = locks.choose(open);
			return report(recorded).status(choice, locks.holder(choice, open).orElse(null));
		});
	}

	StoredScripts scripts(MigrationKey key) {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			return recorded.history()
				.find(key)
				.map((row) -> HistoryReader.upAndDown(open.session(), open.table(), row.id()))
				.map((scripts) -> new StoredScripts(scripts.get(0), scripts.get(1)))
				.orElse(StoredScripts.NONE);
		});
	}

	RehearsalReport rehearse(RehearsalRequest request, DatabaseConnector databases) {
		RollbackRequest rollback = request.rollback();
		Function<Recorded, MigrationPlan> planning = (rollback != null) ? (recorded) -> planRollback(recorded, rollback)
				: this::plan;
		return opened(
				(recorded) -> new RehearsalRun(this.dataSource, databases, this.settings, planning, this.cancellation)
					.run(request, recorded));
	}

	/**
	 * Does what a listener may hear of.
	 */
	private <T> T told(Supplier<T> work) {
		MDC.put(MDC_DATABASE, this.settings.database());
		try {
			return work.get();
		}
		catch (MigrationException ex) {
			this.events.publish(new RunFailed(this.settings.database(), ex));
			throw ex;
		}
		finally {
			MDC.remove(MDC_DATABASE);
		}
	}

	private <T> T opened(Function<Recorded, T> work) {
		return opened(this::open, Recorded::read, work);
	}

	private <T> T openedBriefly(Function<Recorded, T> work) {
		return opened(this::open, Recorded::readBriefly, work);
	}

	private OpenDatabase open() {
		return OpenDatabase.open(this.dataSource, this.settings, this.cancellation);
	}

	private <T> T opened(Supplier<OpenDatabase> opening, Recorded.Reading reading, Function<Recorded, T> work) {
		try {
			OpenDatabase open = opening.get();
			this.database = open;
			return work.apply(reading.read(open, this.catalog));
		}
		catch (DataAccessException ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException("The run was cancelled; no migration was under way", ex);
			}
			throw HistoryFailures.of(ex);
		}
	}

	private MigrationPlan plan(Recorded recorded) {
		return this.planner.up(recorded.catalog(), recorded.history(), recorded.storedScripts());
	}

	private MigrationReport underLock(Recorded recorded, Recorded.Reading reading,
			Function<Recorded, MigrationPlan> planning) {
		LockedRun run = new LockedRun(this.dataSource, this.settings, this.catalog, this.events, this.cancellation);
		LockedRun.Outcome outcome = run.run(recorded.database(), reading, (current) -> {
			MigrationPlan plan = planning.apply(current);
			// told before the steps: a warning may be about what they are going to do
			warn(plan);
			return plan;
		});
		return reported(outcome.plan(), outcome.recorded(), outcome.lock());
	}

	private MigrationReport finished(MigrationPlan plan, Recorded recorded) {
		warn(plan);
		LockChoice lock = new MigrationLocks(this.dataSource, this.settings).choose(recorded.database());
		return reported(plan, recorded, lock);
	}

	private void warn(MigrationPlan plan) {
		Stream.concat(this.found.notes().stream(), plan.notes().stream())
			.forEach((note) -> this.events.publish(new Noted(this.settings.database(), note)));
		warnings(plan).forEach((message) -> this.events.publish(new Warned(this.settings.database(), message)));
	}

	private List<String> warnings(MigrationPlan plan) {
		return Stream.concat(this.found.warnings().stream(), plan.warnings().stream()).toList();
	}

	private MigrationReport reported(MigrationPlan plan, Recorded recorded, LockChoice lock) {
		MigrationStatus status = report(recorded).status(lock, null);
		Duration took = Duration.ofNanos(System.nanoTime() - this.start);
		this.events.publish(new RunFinished(this.settings.database(), plan.labels(), status.version(),
				recorded.catalog().all().size(), took));
		return new MigrationReport(plan.steps().stream().map((step) -> step.migration().script()).toList(),
				warnings(plan), took, status);
	}

	private StatusReport report(Recorded recorded) {
		return new StatusReport(this.settings, recorded);
	}

	void cancel() {
		this.cancellation.request();
	}

	@Override
	public void close() {
		this.cancellation.attach(null);
		if (this.database != null) {
			this.database.session().close();
		}
	}

}
