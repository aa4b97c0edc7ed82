package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.history.HistoryReader;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.lock.LockChoice;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.snapshot.WrittenSnapshot;

/**
 * One execution of what a {@link Migrator} is asked for, on one connection.
 */
final class MigrationRun implements AutoCloseable {

	private static final String MDC_DATABASE = "tidemark.database";

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final DiscoveredMigrations found;

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final MigrationPlanner planner;

	private final DatabaseStart start;

	private final DatabaseOpening opening;

	private final Cancellation cancellation;

	private @Nullable OpenDatabase database;

	MigrationRun(DataSource dataSource, MigratorSettings settings, DiscoveredMigrations found, DatabaseStart start,
			EventPublisher events, DatabaseOpening opening) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.found = found;
		this.catalog = found.catalog().withoutBaselinesAfter(settings.target());
		this.events = events;
		this.planner = new MigrationPlanner(settings.plan());
		this.start = start;
		this.opening = opening;
		this.cancellation = opening.cancellation();
	}

	MigrationReport migrate(DatabaseConnector databases) {
		DatabaseCreation creation = new DatabaseCreation(this.dataSource, this.settings, databases, this.events);
		return told(() -> opened(() -> creation.open(this.opening), Recorded::readBriefly, (recorded) -> {
			// what runs may be another process's: the question is asked under the lock
			MigrationPlan nothing = (recorded.history().halfUndone().isEmpty() && !begins(recorded))
					? emptyPlan(AwaitedHistory.settled(recorded)) : null;
			return (nothing != null) ? finished(nothing, recorded)
					: underLock(recorded, Recorded::readBriefly, this::plan, this::plan);
		}));
	}

	/**
	 * With what a history begins is decided under the lock. What is in the schema already
	 * need not even be readable for us, and is not to be planned.
	 */
	private boolean begins(Recorded recorded) {
		return recorded.history().isUnbegun() && (this.settings.adoption().enabled()
				|| (!recorded.database().table().exists() && !this.catalog.all().isEmpty()));
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
		// what has no history has nothing to undo, and begins none for that
		return told(() -> opened(
				(recorded) -> recorded.database().table().exists() ? underLock(recorded, Recorded::read, (none) -> {
				}, (current) -> planRollback(current, request)) : finished(planRollback(recorded, request), recorded)));
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
			MigrationPlan plan = plan(AwaitedHistory.settled(foreseen(recorded)));
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
		return openedBriefly((recorded) -> plan(foreseen(recorded)));
	}

	List<AppliedMigration> applied() {
		return opened((recorded) -> recorded.history().rows());
	}

	ValidationReport validate() {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			MigrationLocks locks = new MigrationLocks(this.dataSource, this.settings);
			Optional<LockHolder> holder = locks.holder(locks.choose(open), open);
			Validation validation = new Validation(this.settings, this.found);
			try {
				return validation.database(foreseen(recorded), holder);
			}
			catch (BaselineException | AdoptionException ex) {
				return validation.database(recorded, holder)
					.and(List.of(new MigrationProblem(null, "%s. %s".formatted(ex.getMessage(), ex.action()))),
							List.of());
			}
		});
	}

	Repair repair(Function<Recorded, RepairPlan> planning) {
		return told(() -> opened((recorded) -> {
			Repair done = new LockedRun(this.dataSource, this.settings, this.catalog, this.events, this.cancellation,
					this.start)
				.withoutAdoption()
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
				this.cancellation, this.start)
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
						this.cancellation, this.start)
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
			OpenDatabase open = this.opening.open();
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

	Baseline baseline(Version version) {
		return told(() -> opened((recorded) -> {
			HistoryBeginning beginning = declared(recorded, version);
			// decided again under the lock, by the version alone
			LockedRun run = new LockedRun(this.dataSource, this.settings, this.catalog, this.events, this.cancellation,
					DatabaseStart.at(this.settings, version));
			Recorded done = run.withoutAdoption().baseline(recorded.database(), beginning.rows());
			return Baseline.of(version, beginning.kind(),
					done.history().current().stream().map(AppliedMigration::script).toList());
		}));
	}

	Baseline previewBaseline(Version version) {
		return opened((recorded) -> {
			HistoryBeginning beginning = declared(recorded, version);
			return Baseline.of(version, beginning.kind(), beginning.rows().stream().map(HistoryRow::script).toList());
		});
	}

	private HistoryBeginning declared(Recorded recorded, Version version) {
		if (!recorded.history().isUnbegun()) {
			throw ExistingSchema.begunAlready(recorded);
		}
		return this.start.declared(recorded.database(), version, this.catalog);
	}

	Optional<Version> current() {
		return opened((recorded) -> recorded.history().version());
	}

	MigrationStatus status() {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			MigrationLocks locks = new MigrationLocks(this.dataSource, this.settings);
			LockChoice choice = locks.choose(open);
			return report(recorded).status(this.start.kind(open), choice, locks.holder(choice, open).orElse(null));
		});
	}

	WrittenSnapshot snapshot(boolean whatIsThere) {
		return opened((recorded) -> {
			SnapshotTaking taking = new SnapshotTaking(recorded, this.settings.snapshot());
			if (!whatIsThere) {
				taking.checkCurrent(plan(recorded));
			}
			return taking.write();
		});
	}

	SchemaFingerprint fingerprint() {
		return opened((recorded) -> {
			OpenDatabase open = recorded.database();
			try {
				return SchemaFingerprint.read(open.session(), SnapshotTaking.scope(open));
			}
			catch (SQLException ex) {
				throw HistoryFailures.of(ex);
			}
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
					.run(request, (rollback != null) ? recorded : foreseen(recorded)));
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
		return opened(this.opening::open, Recorded::read, work);
	}

	private <T> T openedBriefly(Function<Recorded, T> work) {
		return opened(this.opening::open, Recorded::readBriefly, work);
	}

	private <T> T opened(Supplier<OpenDatabase> opening, Recorded.Reading reading, Function<Recorded, T> work) {
		try {
			OpenDatabase open = opening.get();
			this.database = open;
			if (this.cancellation.requested()) {
				throw cancelled(null);
			}
			return work.apply(reading.read(open, this.catalog));
		}
		catch (DataAccessException ex) {
			if (this.cancellation.requested()) {
				throw cancelled(ex);
			}
			throw HistoryFailures.of(ex);
		}
	}

	private static MigrationCancelledException cancelled(@Nullable DataAccessException ex) {
		return new MigrationCancelledException("The run was cancelled; no migration was under way", ex);
	}

	/**
	 * Looks ahead to what a run would record first, without the lock: somebody else may
	 * do so meanwhile.
	 * @throws BaselineException if a run would refuse to begin
	 * @throws AdoptionException if a run would refuse to take over
	 */
	private Recorded foreseen(Recorded recorded) {
		return adopted(recorded).orElseGet(() -> begun(recorded));
	}

	private Optional<Recorded> adopted(Recorded recorded) {
		if (!this.settings.adoption().enabled() || !recorded.history().rows().isEmpty()) {
			return Optional.empty();
		}
		try {
			return adoptions().foreseen(recorded.database());
		}
		catch (SQLException ex) {
			throw HistoryFailures.of(ex);
		}
	}

	private Recorded begun(Recorded recorded) {
		OpenDatabase open = recorded.database();
		if (!recorded.history().isUnbegun()) {
			return recorded;
		}
		if (open.table().exists()) {
			return recorded.startingFrom(this.start.resume(open, this.catalog));
		}
		return this.catalog.all().isEmpty() ? recorded : this.start.begin(open, this.catalog).foreseen(open);
	}

	private MigrationPlan plan(Recorded recorded) {
		return this.planner.up(recorded.catalog(), recorded.history(), recorded.storedScripts());
	}

	private MigrationReport underLock(Recorded recorded, Recorded.Reading reading, Consumer<Recorded> check,
			Function<Recorded, MigrationPlan> planning) {
		LockedRun run = new LockedRun(this.dataSource, this.settings, this.catalog, this.events, this.cancellation,
				this.start);
		LockedRun.Outcome outcome = run.checking(check).run(recorded.database(), reading, (current) -> {
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
		// asking what database it is would be a question more at every start without
		// migrations
		DatabaseKind kind = recorded.database().table().exists() ? DatabaseKind.OURS : null;
		MigrationStatus status = report(recorded).status(kind, lock, null);
		Duration took = this.opening.elapsed();
		this.events.publish(new RunFinished(this.settings.database(), plan.labels(), status.version(),
				recorded.catalog().all().size(), took));
		return new MigrationReport(plan.steps().stream().map((step) -> step.migration().script()).toList(),
				warnings(plan), took, status);
	}

	private StatusReport report(Recorded recorded) {
		return new StatusReport(this.settings, recorded);
	}

	@Override
	public void close() {
		this.cancellation.attach(null);
		if (this.database != null) {
			this.database.session().close();
		}
	}

}
