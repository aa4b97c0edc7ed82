package dev.tidemark;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.authoring.MigrationFiles;
import dev.tidemark.authoring.NewFiles;
import dev.tidemark.authoring.NewMigration;
import dev.tidemark.authoring.Renumbering;
import dev.tidemark.authoring.SourceFiles;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.discovery.MigrationDiscovery;
import dev.tidemark.discovery.SnapshotFile;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.lock.AdvisoryLock;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.HistoryException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.MigrationWaitException;
import dev.tidemark.migration.PendingMigrationsException;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.migration.RepairException;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.Version;
import dev.tidemark.offline.OfflineScript;
import dev.tidemark.offline.OfflineScriptRequest;
import dev.tidemark.offline.OfflineSettings;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.snapshot.WrittenSnapshot;

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

	private static final DiscoveredMigrations NOTHING_FOUND = new DiscoveredMigrations(MigrationCatalog.of(List.of()),
			List.of(), List.of());

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final Supplier<List<CodeMigration>> javaMigrations;

	private final List<MigrationListener> listeners;

	private final ResourcePatternResolver resolver;

	private final DatabaseConnector databases;

	private final @Nullable CurrentSchemaCheck check;

	private final RunningRuns running = new RunningRuns();

	private final ReadAhead ahead = new ReadAhead();

	private Migrator(DataSource dataSource, MigratorSettings settings, Supplier<List<CodeMigration>> javaMigrations,
			List<MigrationListener> listeners, ResourcePatternResolver resolver, DatabaseConnector databases,
			@Nullable CurrentSchemaCheck check) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.javaMigrations = javaMigrations;
		this.listeners = List.copyOf(listeners);
		this.resolver = resolver;
		this.databases = databases;
		this.check = check;
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
				DatabaseConnector.of(dataSource), null);
	}

	/**
	 * Returns a migrator that runs Java migrations too.
	 * @param migrations gives the Java migrations, in any order; asked at each run
	 * @return a copy
	 */
	public Migrator withJavaMigrations(Supplier<List<CodeMigration>> migrations) {
		return new Migrator(this.dataSource, this.settings, migrations, this.listeners, this.resolver, this.databases,
				this.check);
	}

	/**
	 * Returns a migrator that tells listeners what happens; the log is written anyway.
	 * @param others the listeners, in order
	 * @return a copy
	 */
	public Migrator withListeners(List<MigrationListener> others) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, others, this.resolver, this.databases,
				this.check);
	}

	/**
	 * Returns a migrator that reads locations through another resolver.
	 * @param other reads resources
	 * @return a copy
	 */
	public Migrator withResources(ResourcePatternResolver other) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, this.listeners, other, this.databases,
				this.check);
	}

	/**
	 * Returns a migrator that reaches other databases of the server in another way than
	 * {@link DatabaseConnector#of(DataSource)} does.
	 * @param other connects to them
	 * @return a copy
	 */
	public Migrator withDatabases(DatabaseConnector other) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, this.listeners, this.resolver, other,
				this.check);
	}

	/**
	 * Returns a migrator that lets a check prove at which version a schema without a
	 * history stands.
	 * @param proof asked where {@code tidemark.baseline.on-existing=detect}
	 * @return a copy
	 */
	public Migrator withCurrentSchemaCheck(CurrentSchemaCheck proof) {
		return new Migrator(this.dataSource, this.settings, this.javaMigrations, this.listeners, this.resolver,
				this.databases, proof);
	}

	/**
	 * Returns a migrator with other settings.
	 * @param others the settings
	 * @return a copy
	 */
	public Migrator withSettings(MigratorSettings others) {
		return new Migrator(this.dataSource, others, this.javaMigrations, this.listeners, this.resolver, this.databases,
				this.check);
	}

	/**
	 * Returns the settings.
	 * @return the settings
	 */
	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Begins to read the files in a thread of its own, for the first call that needs
	 * them; what is wrong with them is told there. Where there are Java migrations, that
	 * call reads them again.
	 */
	public void readAhead() {
		this.ahead.begin(() -> discover(List.of()));
	}

	/**
	 * Applies everything that is pending.
	 * @return what came of it
	 * @throws MigrationException if something is wrong; what was committed before stays
	 */
	public MigrationReport migrate() {
		return run((run) -> run.migrate(this.databases));
	}

	/**
	 * Undoes the newest migrations by their down scripts, newest first.
	 * @param steps how many, at least 1
	 * @return what came of it
	 * @throws MigrationException if one of them cannot be undone (nothing is run then),
	 * or fails
	 */
	public MigrationReport rollback(int steps) {
		return rollback(RollbackRequest.steps(steps));
	}

	/**
	 * Undoes migrations by their down scripts, newest first by order of installation.
	 * @param request what is to be undone, and by which scripts
	 * @return what came of it
	 * @throws MigrationException if one of them cannot be undone (nothing is run then),
	 * or fails
	 */
	public MigrationReport rollback(RollbackRequest request) {
		return run((run) -> run.rollback(request));
	}

	/**
	 * Plans what {@link #rollback(RollbackRequest)} would do now: runs nothing, and takes
	 * no lock.
	 * @param request what is to be undone, and by which scripts
	 * @return the plan, with its warnings
	 * @throws MigrationException if one of them cannot be undone
	 */
	public MigrationPlan planRollback(RollbackRequest request) {
		return run((run) -> run.planRollback(request));
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
		DiscoveredMigrations found = discover();
		// the wait has its own idea of when to connect
		return this.running.run((cancellation) -> run(found,
				DatabaseOpening.toRead(this.dataSource, this.settings, cancellation), (run) -> run.await(wait)));
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
	 * Executes what {@link #migrate()} or {@link #rollback(RollbackRequest)} would do now
	 * without consequences, and reports what it would lock, rewrite and block. Listeners
	 * are told nothing.
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

	/**
	 * Reads the version that the schema stands at.
	 * @return the highest version that is applied, or empty where none is
	 * @throws MigrationException if something is wrong
	 */
	public Optional<Version> current() {
		return run(MigrationRun::current);
	}

	/**
	 * Lists everything that would stop {@link #migrate()} now and everything that
	 * deserves a warning, in files and history, without the migration lock. Where files
	 * cannot be read, the history is not compared with them.
	 * @return the findings; nothing is thrown for them
	 * @throws MigrationException if the database cannot be reached
	 */
	public ValidationReport validate() {
		try {
			return run(MigrationRun::validate);
		}
		catch (InvalidMigrationsException ex) {
			return new ValidationReport(ex.problems(),
					List.of("The history was not looked at, as the files cannot be read"));
		}
		catch (HistoryException ex) {
			return validateFiles()
				.and(List.of(new MigrationProblem(null, "%s. %s".formatted(ex.getMessage(), ex.action()))), List.of());
		}
	}

	/**
	 * Lists everything that is wrong with the files, without a database: every script is
	 * read to its end, up, down and callbacks.
	 * @return the findings; nothing is thrown for them
	 */
	public ValidationReport validateFiles() {
		try {
			return new Validation(this.settings, discover()).files();
		}
		catch (InvalidMigrationsException ex) {
			return new ValidationReport(ex.problems(), List.of());
		}
	}

	/**
	 * Records a known migration as applied without running it: one that was done by hand,
	 * or whose attempt ended half-way and was finished by hand.
	 * @param version its version
	 * @return what was recorded
	 * @throws RepairException if that makes no sense; nothing is written then
	 * @throws MigrationException if something is wrong
	 */
	public Repair markApplied(Version version) {
		return run((run) -> run.repair(repairs().markApplied(version)));
	}

	/**
	 * Says what {@link #markApplied(Version)} would do, for a confirmation.
	 * @param version its version
	 * @return the row concerned
	 * @throws RepairException if that makes no sense
	 * @throws MigrationException if something is wrong
	 */
	public Repair previewMarkApplied(Version version) {
		return run((run) -> run.previewRepair(repairs().markApplied(version)));
	}

	/**
	 * Records that a row is not true any more, without undoing anything: its migration is
	 * pending again. No row is deleted.
	 * @param version its version, which no file has to have
	 * @return what was recorded
	 * @throws RepairException if that makes no sense; nothing is written then
	 * @throws MigrationException if something is wrong
	 */
	public Repair forget(Version version) {
		return run((run) -> run.repair(repairs().forget(version)));
	}

	/**
	 * Says what {@link #forget(Version)} would do, for a confirmation.
	 * @param version its version
	 * @return the row concerned
	 * @throws RepairException if that makes no sense
	 * @throws MigrationException if something is wrong
	 */
	public Repair previewForget(Version version) {
		return run((run) -> run.previewRepair(repairs().forget(version)));
	}

	/**
	 * Does what {@link #previewMarkApplied(Version)} or {@link #previewForget(Version)}
	 * has said, if the row is still the same.
	 * @param previewed the preview that was confirmed
	 * @return what was recorded
	 * @throws RepairException if the row is another one now; nothing is written then
	 * @throws MigrationException if something is wrong
	 */
	public Repair repair(Repair previewed) {
		return run((run) -> run.repair(repairs().asPreviewed(previewed)));
	}

	/**
	 * Writes one SQL file with which psql does what this migrator would do, without it.
	 * No database is needed: the file checks by itself that it begins where the database
	 * stands, and leaves a history that the next run accepts as its own.
	 * @param request from where to where
	 * @return the file
	 * @throws InvalidMigrationsException if it cannot be written, as where a version is
	 * unknown or a migration is written in Java
	 */
	public String script(OfflineScriptRequest request) {
		return OfflineScript.write(discover().catalog(), request,
				new OfflineSettings(this.settings.application(), this.settings.history(), this.settings.plan(),
						this.settings.execution().lockTimeout(), this.settings.execution().statementTimeout(),
						AdvisoryLock.NAMESPACE));
	}

	/**
	 * Plans the files of the next migration, in the convention that the folder of the
	 * sources uses. Needs no database.
	 * @param migration what it does
	 * @param settings how new migrations are written
	 * @return the files; {@link NewFiles#write()} writes them
	 * @throws MigrationFileException if it cannot be told where or how
	 */
	public NewFiles create(NewMigration migration, CreateSettings settings) {
		return files(settings).create(migration);
	}

	/**
	 * Plans the first migration of a project. Needs no database.
	 * @param settings how new migrations are written
	 * @return the file; {@link NewFiles#write()} writes it
	 * @throws MigrationFileException if there are migrations already
	 */
	public NewFiles init(CreateSettings settings) {
		return files(settings).init();
	}

	/**
	 * Plans to give a migration that this database has not begun the next free version,
	 * as after a merge in which two got the same one.
	 * @param versionOrFile its version, or the name of its file where several have that
	 * @param settings where the sources are
	 * @return what to rename; {@link Renumbering#rename()} does it
	 * @throws MigrationFileException if it cannot be told which, it is in the history, or
	 * there is nothing to do
	 * @throws MigrationException if the history cannot be read
	 */
	public Renumbering renumber(String versionOrFile, CreateSettings settings) {
		// two files of one version are what it is for, so the files are not asked
		List<AppliedMigration> history = run(() -> NOTHING_FOUND, MigrationRun::applied);
		return files(settings).renumber(versionOrFile, history);
	}

	/**
	 * Declares that the schema of a database without a history stands at a version:
	 * everything up to it is recorded as baseline in the transaction that creates the
	 * history, and does not run. Nothing else is run either.
	 * @param version the version of the last migration whose change is in the schema, or
	 * one before the first
	 * @return what was recorded
	 * @throws BaselineException if the history has begun, the database is empty, or no
	 * migration has that version; nothing is written then
	 * @throws MigrationException if something is wrong
	 */
	public Baseline baseline(Version version) {
		return run((run) -> run.baseline(version));
	}

	/**
	 * Says what {@link #baseline(Version)} would do, for a confirmation.
	 * @param version the version
	 * @return what would be recorded
	 * @throws BaselineException if it would be refused
	 * @throws MigrationException if something is wrong
	 */
	public Baseline previewBaseline(Version version) {
		return run((run) -> run.previewBaseline(version));
	}

	/**
	 * Takes over the history of another tool: its rows are matched with the files and
	 * recorded as adopted, under the locks of both, in one transaction. Nothing is run,
	 * and the other tool's table stays as it is.
	 * @param request whose history it is
	 * @return what was taken over; the same again changes nothing
	 * @throws AdoptionException if it cannot be taken over as it is; nothing is written
	 * then
	 * @throws MigrationException if something is wrong
	 */
	public AdoptionReport adopt(AdoptionRequest request) {
		return adopting(request).run(MigrationRun::adopt);
	}

	/**
	 * Says what {@link #adopt(AdoptionRequest)} would do. Takes no lock and writes
	 * nothing; what would stop it is among the rows.
	 * @param request whose history it is
	 * @return every row with what would come of it
	 * @throws AdoptionException if there is nothing to take over, or a history of ours
	 * says otherwise
	 * @throws MigrationException if something is wrong
	 */
	public AdoptionReport previewAdoption(AdoptionRequest request) {
		return adopting(request).run(MigrationRun::previewAdoption);
	}

	/**
	 * Writes our history into Flyway's table, so that Flyway finds nothing to do: rows
	 * are appended for what Flyway does not know, and the table is created where it is
	 * missing. Our own history stays.
	 * @param request which table
	 * @return the SQL that was executed
	 * @throws AdoptionException if a row cannot be one of Flyway's; nothing is written
	 * then
	 * @throws MigrationException if something is wrong
	 */
	public String exportFlyway(FlywayExportRequest request) {
		return run((run) -> run.exportFlyway(request, true));
	}

	/**
	 * Returns the SQL that {@link #exportFlyway(FlywayExportRequest)} would execute, in
	 * one transaction.
	 * @param request which table
	 * @return the SQL
	 * @throws AdoptionException if a row cannot be one of Flyway's
	 * @throws MigrationException if something is wrong
	 */
	public String flywayExport(FlywayExportRequest request) {
		return run((run) -> run.exportFlyway(request, false));
	}

	/**
	 * Writes the whole schema as one script, from which a fresh database begins: from the
	 * server's catalog, in one transaction that only reads. No file is written.
	 * @return the script, with what is in the database and not in it
	 * @throws SnapshotException if something is pending or has failed, or no version is
	 * applied
	 * @throws MigrationException if something is wrong
	 */
	public WrittenSnapshot snapshot() {
		return run((run) -> run.snapshot(false));
	}

	/**
	 * Writes the whole schema as it is now, even where migrations are pending or have
	 * failed; the script stands for those that are applied.
	 * @return the script, with what is in the database and not in it
	 * @throws SnapshotException if no version is applied
	 * @throws MigrationException if something is wrong
	 */
	public WrittenSnapshot snapshotOfWhatIsThere() {
		return run((run) -> run.snapshot(true));
	}

	/**
	 * Describes every object of the schema, in a form that is the same wherever the
	 * schema is the same: to compare two databases. Tidemark's own tables and those of
	 * other tools are left out.
	 * @return the description
	 * @throws MigrationException if something is wrong
	 */
	public SchemaFingerprint fingerprint() {
		return run(() -> NOTHING_FOUND, MigrationRun::fingerprint);
	}

	/**
	 * Finds the file in the project's sources from which the snapshot comes.
	 * @return the file, which may not exist yet
	 * @throws MigrationFileException if it cannot be told which
	 */
	public Path snapshotSource() {
		return SourceFiles.file(Path.of(""),
				Objects.requireNonNullElse(this.settings.baseline().snapshot(), BaselineSettings.DEFAULT_SNAPSHOT));
	}

	/**
	 * Plans to let one snapshot take the place of the files up to a version. The snapshot
	 * is that of a throw-away database on the same server, made by the files alone; a
	 * second one, begun from the snapshot, proves that it makes the same schema. Writes
	 * and deletes nothing; the database of this migrator is not touched.
	 * @param request up to which version
	 * @param sources where the sources are
	 * @return what to write and to delete; {@link Squash#write()} does it
	 * @throws SnapshotException if something would be lost
	 * @throws MigrationFileException if the files cannot be told
	 * @throws MigrationException if a migration fails
	 */
	public Squash squash(SquashRequest request, CreateSettings sources) {
		return this.running.run((cancellation) -> new SquashPlanning(this.dataSource, this.databases, this.settings,
				this.javaMigrations.get(), this.resolver, cancellation)
			.plan(request, new SourceFiles(Path.of(""), this.settings.sources(), sources.directory()),
					snapshotSource()));
	}

	private Migrator adopting(AdoptionRequest request) {
		return withSettings(this.settings.withAdoption(request.settings(this.settings.adoption())));
	}

	private MigrationFiles files(CreateSettings create) {
		SourceSettings sources = this.settings.sources();
		return new MigrationFiles(sources.locations(), sources.naming(), create,
				this.javaMigrations.get().stream().map(CodeMigration::version).toList(), Path.of(""),
				InstantSource.system());
	}

	private RepairPlanner repairs() {
		return new RepairPlanner(this.settings);
	}

	/**
	 * Connects while the files are read. What is wrong with them is told first all the
	 * same, and nothing is done before they are read.
	 */
	private <T> T run(Function<MigrationRun, T> action) {
		List<CodeMigration> code = this.javaMigrations.get();
		return run(new FileReading("tidemark-files", () -> known(code)).begin()::await, action);
	}

	private <T> T run(Supplier<DiscoveredMigrations> files, Function<MigrationRun, T> action) {
		return this.running.run((cancellation) -> {
			try (DatabaseOpening opening = DatabaseOpening.toWrite(this.dataSource, this.settings, cancellation)) {
				opening.begin();
				return run(files.get(), opening, action);
			}
		});
	}

	private <T> T run(DiscoveredMigrations found, DatabaseOpening opening, Function<MigrationRun, T> action) {
		List<MigrationListener> all = new ArrayList<>(this.listeners);
		all.add(0, new LoggingListener());
		try (MigrationRun run = new MigrationRun(this.dataSource, this.settings, found, start(),
				new EventPublisher(all), opening)) {
			return action.apply(run);
		}
	}

	private DatabaseStart start() {
		return new DatabaseStart(this.settings, () -> snapshotFile().flatMap(SnapshotFile::read), this.check);
	}

	private Optional<SnapshotFile> snapshotFile() {
		BaselineSettings baseline = this.settings.baseline();
		return Optional.ofNullable(baseline.snapshot())
			.map((location) -> new SnapshotFile(this.resolver, location, baseline.snapshotRequired()));
	}

	private DiscoveredMigrations discover() {
		return known(this.javaMigrations.get());
	}

	private DiscoveredMigrations known(List<CodeMigration> code) {
		return this.ahead.take().filter((found) -> code.isEmpty()).orElseGet(() -> discover(code));
	}

	private DiscoveredMigrations discover(List<CodeMigration> code) {
		SourceSettings sources = this.settings.sources();
		DiscoveredMigrations found = new MigrationDiscovery(this.resolver, sources.locations(),
				sources.failOnMissingLocation(), sources.naming())
			.discover(code);
		return snapshotFile()
			.flatMap((snapshot) -> snapshot.head()
				.map((head) -> new DiscoveredMigrations(found.catalog().withHead(snapshot.path(), head),
						found.warnings(), found.notes())))
			.orElse(found);
	}

}
