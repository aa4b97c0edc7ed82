package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.RunFailed;
import dev.tidemark.event.MigrationEvent.RunFinished;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.execution.LockWatch;
import dev.tidemark.execution.PlanExecutor;
import dev.tidemark.execution.RunContext;
import dev.tidemark.history.HistoryReader;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.lock.LockWait;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.ChangedScripts;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.OutOfOrder;

/**
 * One execution of what a {@link Migrator} is asked for, on one connection.
 */
final class MigrationRun implements AutoCloseable {

	private static final String MDC_DATABASE = "tidemark.database";

	private final long start = System.nanoTime();

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final DiscoveredMigrations found;

	private final EventPublisher events;

	private final MigrationPlanner planner;

	private final Cancellation cancellation = new Cancellation();

	private @Nullable OpenDatabase database;

	private MigrationHistory history = MigrationHistory.empty();

	private Map<Long, String> storedScripts = Map.of();

	MigrationRun(DataSource dataSource, MigratorSettings settings, DiscoveredMigrations found, EventPublisher events) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.found = found;
		this.events = events;
		this.planner = new MigrationPlanner(settings.planSettings());
	}

	MigrationReport migrate() {
		return told(() -> {
			MigrationPlan plan = this.planner.up(this.found.catalog(), this.history, this.storedScripts);
			return plan.isEmpty() ? finished(plan)
					: underLock(() -> this.planner.up(this.found.catalog(), this.history, this.storedScripts));
		});
	}

	MigrationReport rollback(int steps) {
		return told(() -> underLock(() -> this.planner.down(this.found.catalog(), this.history, steps)));
	}

	MigrationReport verify() {
		return told(() -> {
			MigrationPlan plan = this.planner.up(this.found.catalog(), this.history, this.storedScripts);
			if (!plan.isEmpty()) {
				throw new PendingMigrationsException(this.settings.database(), plan.labels());
			}
			return finished(plan);
		});
	}

	MigrationPlan plan() {
		return translated(() -> {
			open();
			return this.planner.up(this.found.catalog(), this.history, this.storedScripts);
		});
	}

	List<AppliedMigration> applied() {
		return translated(() -> {
			open();
			return this.history.rows();
		});
	}

	MigrationStatus status() {
		return translated(() -> {
			OpenDatabase open = open();
			return status(new AdvisoryLock(open.table().qualified()).holder(open.session()).orElse(null));
		});
	}

	StoredScripts scripts(MigrationKey key) {
		return translated(() -> {
			OpenDatabase open = open();
			return this.history.find(key)
				.map((row) -> HistoryReader.upAndDown(open.session(), open.table(), row.id()))
				.map((scripts) -> new StoredScripts(scripts.get(0), scripts.get(1)))
				.orElse(StoredScripts.NONE);
		});
	}

	private OpenDatabase open() {
		OpenDatabase open = OpenDatabase.open(this.dataSource, this.settings, this.cancellation);
		this.database = open;
		readHistory(open);
		return open;
	}

	private void readHistory(OpenDatabase open) {
		this.history = HistoryReader.read(open.session(), open.table());
		this.storedScripts = HistoryReader.scripts(open.session(), open.table(),
				ChangedScripts.suspects(this.found.catalog(), this.history));
	}

	private MigrationReport told(Supplier<MigrationReport> work) {
		MDC.put(MDC_DATABASE, this.settings.database());
		try {
			return translated(() -> {
				open();
				return work.get();
			});
		}
		catch (MigrationException ex) {
			this.events.publish(new RunFailed(this.settings.database(), ex));
			throw ex;
		}
		finally {
			MDC.remove(MDC_DATABASE);
		}
	}

	/**
	 * Says of a failure around the migrations what it means.
	 */
	private <T> T translated(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException("The run was cancelled; no migration was under way", ex);
			}
			throw historyFailure(ex, ex.getMostSpecificCause());
		}
	}

	private static HistoryException historyFailure(Exception ex, Throwable cause) {
		String said = (cause instanceof SQLException sql)
				? ServerError.of(sql).message() + " (SQLSTATE " + sql.getSQLState() + ")"
				: String.valueOf(cause.getMessage());
		return new HistoryException(
				"The history could not be read or written: %s. No migration was under way".formatted(said),
				"Check that the migrating role may use the schema and the table, or set tidemark.history.schema.", ex);
	}

	private MigrationReport underLock(Supplier<MigrationPlan> planning) {
		OpenDatabase open = current();
		if (this.settings.lock().strategy() == LockStrategy.AUTO) {
			open.checkOwnBackend();
		}
		SessionSettings sessionSettings = new SessionSettings(open.probe(), this.settings.application(),
				this.settings.execution().lockTimeout());
		AdvisoryLock lock = new AdvisoryLock(open.table().qualified());
		apply(sessionSettings, open);
		try (HeldLock held = awaitLock(lock, open)) {
			prepareHistory();
			MigrationPlan plan = planning.get();
			if (!plan.isEmpty()) {
				execute(plan, sessionSettings, held, lock.key());
			}
			return finished(plan);
		}
	}

	private static void apply(SessionSettings sessionSettings, OpenDatabase open) {
		try {
			sessionSettings.apply(open.session());
		}
		catch (SQLException ex) {
			throw historyFailure(ex, ex);
		}
	}

	/**
	 * Takes back what the last script has set, such as a role that may not read the
	 * history.
	 */
	private static void reset(SessionSettings sessionSettings, OpenDatabase open, long lockKey) {
		try {
			sessionSettings.reset(open.session(), lockKey);
		}
		catch (SQLException ex) {
			throw historyFailure(ex, ex);
		}
	}

	private HeldLock awaitLock(AdvisoryLock lock, OpenDatabase open) {
		long begin = System.nanoTime();
		LockWait wait = new LockWait(this.settings.lock(), lock,
				(holder, waited) -> this.events.publish(new LockAwaited(this.settings.database(), holder, waited)),
				this.cancellation);
		Optional<HeldLock> held = wait.await(open.session());
		this.events.publish(new LockAcquired(this.settings.database(), Duration.ofNanos(System.nanoTime() - begin)));
		return held.orElseThrow(() -> new MigrationCancelledException(
				"The run was cancelled while it waited for the migration lock; nothing was run", null));
	}

	/**
	 * Reads again what another migrator may have changed before we had the lock, and
	 * creates the table where it is missing.
	 */
	private void prepareHistory() {
		OpenDatabase open = current().probedAgain(this.settings.history());
		if (!open.table().exists()) {
			HistoryTable table = open.table();
			boolean createSchema = this.settings.history().schema() != null;
			try {
				open.session().execute("BEGIN;" + new HistoryStatements(table).create(createSchema) + "COMMIT");
			}
			catch (SQLException ex) {
				throw historyFailure(ex, ex);
			}
			open = open.withTable(new HistoryTable(table.schema(), table.name(), true));
		}
		this.database = open;
		readHistory(open);
	}

	private void execute(MigrationPlan plan, SessionSettings sessionSettings, HeldLock lock, long lockKey) {
		OpenDatabase open = current();
		warn(plan);
		this.events.publish(new RunStarted(this.settings.database(), plan.labels()));
		try (LockWatch watch = new LockWatch(this.dataSource)) {
			RunContext context = new RunContext(this.settings.database(), open.session(), open.probe(),
					new HistoryStatements(open.table()), this.settings.history(), this.settings.execution(),
					ProcessName.of(this.settings.application()), this.events, watch, this.cancellation);
			new PlanExecutor(context, sessionSettings, lock, lockKey).execute(plan);
		}
		reset(sessionSettings, open, lockKey);
		readHistory(open);
	}

	private MigrationReport finished(MigrationPlan plan) {
		if (plan.isEmpty()) {
			warn(plan);
		}
		MigrationStatus status = status(null);
		Duration took = Duration.ofNanos(System.nanoTime() - this.start);
		this.events.publish(new RunFinished(this.settings.database(), plan.labels(), status.version(),
				this.found.catalog().all().size(), took));
		List<String> warnings = Stream.concat(this.found.warnings().stream(), plan.warnings().stream()).toList();
		return new MigrationReport(plan.steps().stream().map((step) -> step.migration().script()).toList(), warnings,
				took, status);
	}

	private void warn(MigrationPlan plan) {
		this.found.warnings().forEach(this::warn);
		plan.warnings().forEach(this::warn);
	}

	private void warn(String message) {
		this.events.publish(new Warned(this.settings.database(), message));
	}

	private MigrationStatus status(@Nullable LockHolder holder) {
		List<MigrationInfo> infos = new StatusReport(this.found.catalog(), this.history, this.storedScripts,
				this.settings.outOfOrder() == OutOfOrder.WARN)
			.migrations();
		return new MigrationStatus(this.settings.database(), state(infos, holder),
				this.history.version().map(Version::toString).orElse(null), LockStrategy.ADVISORY.word(), holder,
				infos);
	}

	private static DatabaseState state(List<MigrationInfo> infos, @Nullable LockHolder holder) {
		if (holder != null) {
			return DatabaseState.RUNNING;
		}
		if (infos.stream().anyMatch((info) -> info.state() == MigrationState.FAILED)) {
			return DatabaseState.FAILED;
		}
		boolean pending = infos.stream().anyMatch((info) -> MigrationStatus.awaits(info.state()));
		return pending ? DatabaseState.PENDING : DatabaseState.CURRENT;
	}

	private OpenDatabase current() {
		if (this.database == null) {
			throw new IllegalStateException("The database is not open");
		}
		return this.database;
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
