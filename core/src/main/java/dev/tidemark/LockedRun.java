package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.tidemark.event.MigrationEvent.LockAcquired;
import dev.tidemark.event.MigrationEvent.LockAwaited;
import dev.tidemark.event.MigrationEvent.RunStarted;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.execution.LockWatch;
import dev.tidemark.execution.PlanExecutor;
import dev.tidemark.execution.RunContext;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.history.HistoryUpgrade;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.ProbeQuery;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.lock.LockWait;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.plan.MigrationPlan;

/**
 * The part of a run that holds the migration lock: reads again what is recorded, plans,
 * and executes.
 */
final class LockedRun {

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final Cancellation cancellation;

	LockedRun(DataSource dataSource, MigratorSettings settings, MigrationCatalog catalog, EventPublisher events,
			Cancellation cancellation) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.catalog = catalog;
		this.events = events;
		this.cancellation = cancellation;
	}

	/**
	 * Runs what is planned under the lock.
	 * @param open the open database
	 * @param planning plans from what is recorded
	 * @return the plan, and what is recorded after it was executed
	 */
	Outcome run(OpenDatabase open, Function<Recorded, MigrationPlan> planning) {
		if (this.settings.lock().strategy() == LockStrategy.AUTO) {
			open.checkOwnBackend();
		}
		SessionSettings sessionSettings = new SessionSettings(open.probe(), this.settings.application(),
				this.settings.execution().lockTimeout(), ProbeQuery.sessionSettings(open.session()));
		AdvisoryLock lock = new AdvisoryLock(open.table().qualified());
		try {
			sessionSettings.apply(open.session());
			try (HeldLock held = await(lock, open)) {
				Recorded recorded = Recorded.read(withHistory(open), this.catalog);
				MigrationPlan plan = planning.apply(recorded);
				if (plan.isEmpty()) {
					return new Outcome(plan, recorded);
				}
				execute(plan, recorded.database(), new PlanExecutor.Guard(sessionSettings, held, lock.key()));
				// takes back what the last script has set, such as a role that may not
				// read the history
				sessionSettings.reset(open.session(), lock.key());
				return new Outcome(plan, Recorded.read(recorded.database(), this.catalog));
			}
		}
		catch (SQLException ex) {
			throw HistoryFailures.of(ex);
		}
	}

	private HeldLock await(AdvisoryLock lock, OpenDatabase open) {
		long begin = System.nanoTime();
		LockWait wait = new LockWait(this.settings.lock(), lock,
				(holder, waited) -> this.events.publish(new LockAwaited(this.settings.database(), holder, waited)),
				this.cancellation);
		Optional<HeldLock> held = wait.await(open.session());
		HeldLock taken = held.orElseThrow(() -> new MigrationCancelledException(
				"The run was cancelled while it waited for the migration lock; nothing was run", null));
		this.events.publish(new LockAcquired(this.settings.database(), Duration.ofNanos(System.nanoTime() - begin)));
		return taken;
	}

	private OpenDatabase withHistory(OpenDatabase before) throws SQLException {
		OpenDatabase open = before.probedAgain(this.settings.history());
		HistoryTable table = open.table();
		if (table.outdated()) {
			open.session().execute("BEGIN;" + HistoryUpgrade.statements(table) + "COMMIT");
		}
		else if (!table.exists()) {
			create(open);
		}
		return open.withTable(new HistoryTable(table.schema(), table.name(), true));
	}

	private void create(OpenDatabase open) throws SQLException {
		boolean createSchema = this.settings.history().schema() != null;
		open.session().execute("BEGIN;" + new HistoryStatements(open.table()).create(createSchema) + "COMMIT");
	}

	private void execute(MigrationPlan plan, OpenDatabase open, PlanExecutor.Guard guard) {
		this.events.publish(new RunStarted(this.settings.database(), plan.labels()));
		try (LockWatch watch = new LockWatch(this.dataSource)) {
			RunContext context = new RunContext(this.settings.database(), open.session(), open.probe(),
					new HistoryStatements(open.table()), this.settings.history(), this.settings.execution(),
					ProcessName.of(this.settings.application()), this.events, watch, this.cancellation);
			new PlanExecutor(context, guard).execute(plan);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param plan what was executed
	 * @param recorded what is recorded after it
	 */
	record Outcome(MigrationPlan plan, Recorded recorded) {

	}

}
