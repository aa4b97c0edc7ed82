package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.discovery.MigrationDiscovery;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.rehearsal.RehearsalReport;

/**
 * Migrates a PostgreSQL schema.
 *
 * <pre class="code">
 * MigrationReport report = Migrator.of(dataSource, MigratorSettings.defaults()).migrate();
 * </pre>
 *
 * Every call opens a connection of its own and closes it for good; {@link #migrate()}
 * opens a second one while something waits. Thread-safe: runs of several threads or
 * processes exclude each other by the migration lock.
 */
public final class Migrator {

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final Supplier<List<CodeMigration>> javaMigrations;

	private final List<MigrationListener> listeners;

	private final ResourcePatternResolver resolver;

	private final DatabaseConnector databases;

	private final RunningRuns running = new RunningRuns();

	private Migrator(DataSource dataSource, MigratorSettings settings, Supplier<List<CodeMigration>> javaMigrations,
			List<MigrationListener> listeners, ResourcePatternResolver resolver, DatabaseConnector databases) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.javaMigrations = javaMigrations;
		this.listeners = List.copyOf(listeners);
		this.resolver = resolver;
		this.databases = databases;
	}

	/**
	 * Creates a migrator.
	 * @param dataSource gives connections that are not given back; a pool works, a plain
	 * data source is better
	 * @param settings the settings
	 * @return the migrator
	 */
	public static Migrator of(DataSource dataSource, MigratorSettings settings) {
		return new Migrator(dataSource, settings, List::of, List.of(), new PathMatchingResourcePatternResolver(),
				DatabaseConnector.of(dataSource));
	}

	/**
	 * Returns a migrator that runs Java migrations too.
	 * @param migrations gives the Java migrations, in any order; asked at each run
	 * @return a copy
	 */
	public Migrator withJavaMigrations(Supplier<List<CodeMigration>> migrations) {
		return new Migrator(this.dataSource, this.settings, migrations, this.listeners, this.resolver, this.databases);
	}

	/**
	 * Returns a migrator that tells listeners what happens; the log is written anyway.
	 * @param others the listeners, in order
	 * @return a copy
	 */
	public Migrator withListeners(List<MigrationListener> others) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, others, this.resolver, this.databases);
	}

	/**
	 * Returns a migrator that reads locations through another resolver.
	 * @param other reads resources
	 * @return a copy
	 */
	public Migrator withResources(ResourcePatternResolver other) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, this.listeners, other, this.databases);
	}

	/**
	 * Returns a migrator that reaches other databases of the server in another way than
	 * {@link DatabaseConnector#of(DataSource)} does.
	 * @param other connects to them
	 * @return a copy
	 */
	public Migrator withDatabases(DatabaseConnector other) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, this.listeners, this.resolver, other);
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Applies everything that is pending.
	 * @return what came of it
	 * @throws MigrationException if something is wrong; what was committed before stays
	 */
	public MigrationReport migrate() {
		return run(MigrationRun::migrate);
	}

	/**
	 * Undoes the newest migrations by their down scripts, newest first.
	 * @param steps how many, at least 1
	 * @return what came of it
	 * @throws MigrationException if one of them cannot be undone (nothing is run then),
	 * or fails
	 */
	public MigrationReport rollback(int steps) {
		if (steps < 1) {
			throw new IllegalArgumentException("steps must be at least 1: " + steps);
		}
		return run((run) -> run.rollback(steps));
	}

	/**
	 * Checks that nothing is pending, and runs nothing.
	 * @return how the database stands
	 * @throws PendingMigrationsException if something is pending
	 * @throws MigrationException if something is wrong
	 */
	public MigrationReport verify() {
		return run(MigrationRun::verify);
	}

	/**
	 * Waits until another process has applied everything that is pending for this
	 * release, and changes nothing. It takes no lock, holds neither a transaction nor a
	 * snapshot, and needs no right but {@code SELECT} on the history. A failure of the
	 * other process is told to the listeners and does not end the wait, since it may try
	 * again; {@link #cancel()} does.
	 * @param wait how long and how often
	 * @return how the database stands
	 * @throws MigrationWaitException if something is still pending when the time is over
	 * @throws MigrationException if something is wrong that waiting does not mend, such
	 * as a changed script
	 */
	public MigrationReport await(WaitSettings wait) {
		return run((run) -> run.await(wait));
	}

	/**
	 * Plans what {@link #migrate()} would do now, and runs nothing.
	 * @return the plan
	 * @throws MigrationException if something is wrong
	 */
	public MigrationPlan plan() {
		return run(MigrationRun::plan);
	}

	/**
	 * Executes what {@link #migrate()} would do now without consequences, and reports
	 * what it would lock, rewrite and block. Listeners are told nothing.
	 * @param request where
	 * @return the report, also of a failure
	 * @throws RehearsalException if it cannot take place
	 * @throws MigrationException if something is wrong
	 */
	public RehearsalReport rehearse(RehearsalRequest request) {
		return run((run) -> run.rehearse(request, this.databases));
	}

	/**
	 * Reads how the database stands.
	 * @return every migration with its state
	 * @throws MigrationException if something is wrong
	 */
	public MigrationStatus status() {
		return run(MigrationRun::status);
	}

	/**
	 * Reads the history.
	 * @return every row, in the order of installation
	 * @throws MigrationException if something is wrong
	 */
	public List<AppliedMigration> applied() {
		return run(MigrationRun::applied);
	}

	/**
	 * Reads the scripts of a migration as they ran.
	 * @param migration a migration of {@link #status()}
	 * @return the scripts of its newest row
	 * @throws MigrationException if something is wrong
	 */
	public StoredScripts scripts(MigrationInfo migration) {
		return run((run) -> run.scripts(migration.key()));
	}

	/**
	 * Ends what this migrator runs at this moment: cancels the statement, rolls back,
	 * frees the lock. Returns at once; may be repeated until the run has ended.
	 */
	public void cancel() {
		this.running.cancel();
	}

	private <T> T run(RunningRuns.Action<T> action) {
		List<MigrationListener> all = new ArrayList<>(this.listeners);
		all.add(0, new LoggingListener());
		DiscoveredMigrations found = new MigrationDiscovery(this.resolver, this.settings.locations(),
				this.settings.failOnMissingLocation(), this.settings.naming())
			.discover(this.javaMigrations.get());
		return this.running.run(new MigrationRun(this.dataSource, this.settings, found, new EventPublisher(all)),
				action);
	}

}
