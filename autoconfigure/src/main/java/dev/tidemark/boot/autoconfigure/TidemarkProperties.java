package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import dev.tidemark.ConnectSettings;
import dev.tidemark.MigratorSettings;
import dev.tidemark.WaitSettings;
import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.PlainColumns;
import dev.tidemark.authoring.CreateNaming;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.boot.startup.Mode;
import dev.tidemark.boot.startup.OnFailure;
import dev.tidemark.boot.startup.RunAt;
import dev.tidemark.boot.startup.RunSettings;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.plan.PlanSettings;
import dev.tidemark.snapshot.SnapshotSettings;

/**
 * Settings under {@code tidemark}.
 */
@ConfigurationProperties("tidemark")
public class TidemarkProperties {

	/**
	 * When migrations run.
	 */
	private RunAt runAt = RunAt.READY;

	/**
	 * What a run does.
	 */
	private Mode mode = Mode.MIGRATE;

	/**
	 * What happens to the application when a run fails.
	 */
	private OnFailure onFailure = OnFailure.FAIL;

	/**
	 * Where SQL migrations are, with the prefix 'classpath:' or 'file:'; searched
	 * recursively.
	 */
	private List<String> locations = new ArrayList<>(List.of("classpath:db/migration"));

	/**
	 * Whether a location that does not exist is an error.
	 */
	private boolean failOnMissingLocation = true;

	/**
	 * Which files are migrations: those whose names fit a convention, or all SQL files,
	 * of which those that fit none run in the order of their names.
	 */
	private Naming naming = Naming.CONVENTIONS;

	/**
	 * What the first folder below a location means: nothing, or an edition in which
	 * numbers begin anew.
	 */
	private Folders folders = Folders.MERGED;

	/**
	 * What to do with two migrations of one version: refuse them, or let their names tell
	 * them apart and order them.
	 */
	private Duplicates duplicates = Duplicates.REFUSE;

	/**
	 * What to do with a pending migration that is older than the newest applied one.
	 */
	private OutOfOrder outOfOrder = OutOfOrder.APPLY;

	/**
	 * What to do when the script of an applied migration has changed.
	 */
	private OnChanged onChanged = OnChanged.REFUSE;

	/**
	 * Values for ${name} in scripts, by name; where one is set, every script may use
	 * them.
	 */
	private Map<String, String> placeholders = new LinkedHashMap<>();

	/**
	 * Last version that is applied; later ones are left alone. By default all are
	 * applied.
	 */
	private @Nullable String target;

	/**
	 * How long a server that is not up yet, or is a standby, is waited for.
	 */
	private Duration connectTimeout = Duration.ofSeconds(30);

	/**
	 * Whether a run that migrates creates the database, or the first schema of the search
	 * path, where it is missing.
	 */
	private boolean createDatabase;

	/**
	 * Whose history is taken over at a start that finds none of Tidemark's: off, auto for
	 * whatever tool is found, or a tool such as flyway.
	 */
	private String adopt = "off";

	private final Adoption adoption = new Adoption();

	private final Baseline baseline = new Baseline();

	private final Snapshot snapshot = new Snapshot();

	private final History history = new History();

	private final Lock lock = new Lock();

	private final Execution execution = new Execution();

	private final Wait wait = new Wait();

	private final Gate gate = new Gate();

	private final Create create = new Create();

	private final Datasource datasource = new Datasource();

	/**
	 * Returns the settings of the engine.
	 * @param application the application's name, or {@code null}
	 * @return the settings, checked
	 */
	public MigratorSettings toMigratorSettings(@Nullable String application) {
		Retry retry = this.execution.retry;
		return new MigratorSettings(MigratorSettings.DEFAULT_DATABASE,
				(application != null) ? application : MigratorSettings.DEFAULT_APPLICATION,
				new SourceSettings(this.locations, this.failOnMissingLocation,
						new NamingSettings(this.naming, this.folders, this.duplicates)),
				new PlanSettings(this.outOfOrder, this.onChanged, this.placeholders, targetVersion()),
				new ConnectSettings(this.connectTimeout, this.createDatabase),
				new HistorySettings(this.history.schema, this.history.table, this.history.maxScriptSize),
				new LockSettings(this.lock.strategy, this.lock.timeout, this.lock.pollInterval, this.lock.leaseExpiry),
				new ExecutionSettings(this.execution.lockTimeout, this.execution.statementTimeout,
						new RetrySettings(retry.deadline, retry.initialDelay, retry.maxDelay), this.execution.group),
				new AdoptionSettings(this.adopt, this.adoption.table, this.adoption.acceptChanged,
						this.adoption.keepWriting, PlainColumns.USUAL),
				BaselineSettings.of(this.baseline.onExisting, this.snapshot.location),
				SnapshotSettings.defaults().withData(this.snapshot.data).withGrants(this.snapshot.grants));
	}

	private @Nullable Version targetVersion() {
		if (!StringUtils.hasText(this.target)) {
			return null;
		}
		return Version.find(this.target)
			.orElseThrow(() -> new IllegalArgumentException(
					"tidemark.target: '%s' is not a version (expected digits, with parts separated by dots, such as 1.2)"
						.formatted(this.target)));
	}

	RunSettings toRunSettings() {
		return new RunSettings(this.runAt, this.mode, this.onFailure,
				new WaitSettings(this.wait.timeout, this.wait.pollInterval));
	}

	/**
	 * Returns how new migrations are written.
	 * @return the settings
	 */
	public CreateSettings toCreateSettings() {
		return new CreateSettings(this.create.naming, path(this.create.directory), path(this.create.template));
	}

	/**
	 * Spring's own conversion would look on the class path first, and find the built copy
	 * of a source folder.
	 */
	private static @Nullable Path path(@Nullable String text) {
		return StringUtils.hasText(text) ? Path.of(text) : null;
	}

	boolean isGateClosedAtFirst() {
		return this.gate.enabled && isRunAwaited();
	}

	boolean isRunAwaited() {
		return this.mode != Mode.OFF && this.runAt != RunAt.MANUAL;
	}

	public RunAt getRunAt() {
		return this.runAt;
	}

	public void setRunAt(RunAt runAt) {
		this.runAt = runAt;
	}

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public OnFailure getOnFailure() {
		return this.onFailure;
	}

	public void setOnFailure(OnFailure onFailure) {
		this.onFailure = onFailure;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public boolean isFailOnMissingLocation() {
		return this.failOnMissingLocation;
	}

	public void setFailOnMissingLocation(boolean failOnMissingLocation) {
		this.failOnMissingLocation = failOnMissingLocation;
	}

	public Naming getNaming() {
		return this.naming;
	}

	public void setNaming(Naming naming) {
		this.naming = naming;
	}

	public Folders getFolders() {
		return this.folders;
	}

	public void setFolders(Folders folders) {
		this.folders = folders;
	}

	public Duplicates getDuplicates() {
		return this.duplicates;
	}

	public void setDuplicates(Duplicates duplicates) {
		this.duplicates = duplicates;
	}

	public OutOfOrder getOutOfOrder() {
		return this.outOfOrder;
	}

	public void setOutOfOrder(OutOfOrder outOfOrder) {
		this.outOfOrder = outOfOrder;
	}

	public OnChanged getOnChanged() {
		return this.onChanged;
	}

	public void setOnChanged(OnChanged onChanged) {
		this.onChanged = onChanged;
	}

	public Map<String, String> getPlaceholders() {
		return this.placeholders;
	}

	public void setPlaceholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
	}

	public @Nullable String getTarget() {
		return this.target;
	}

	public void setTarget(@Nullable String target) {
		this.target = target;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public boolean isCreateDatabase() {
		return this.createDatabase;
	}

	public void setCreateDatabase(boolean createDatabase) {
		this.createDatabase = createDatabase;
	}

	public String getAdopt() {
		return this.adopt;
	}

	public void setAdopt(String adopt) {
		this.adopt = adopt;
	}

	public Adoption getAdoption() {
		return this.adoption;
	}

	public Baseline getBaseline() {
		return this.baseline;
	}

	public Snapshot getSnapshot() {
		return this.snapshot;
	}

	public History getHistory() {
		return this.history;
	}

	public Lock getLock() {
		return this.lock;
	}

	public Execution getExecution() {
		return this.execution;
	}

	public Wait getWait() {
		return this.wait;
	}

	public Gate getGate() {
		return this.gate;
	}

	public Create getCreate() {
		return this.create;
	}

	public Datasource getDatasource() {
		return this.datasource;
	}

	/**
	 * How the history of another tool is taken over.
	 */
	public static class Adoption {

		/**
		 * Table of the other tool where it is not called as usual, maybe with its schema.
		 */
		private @Nullable String table;

		/**
		 * Whether a script may be another than the one that the other tool ran.
		 */
		private boolean acceptChanged;

		/**
		 * Whether what is applied is written into Flyway's table too, so that an older
		 * release with Flyway still starts.
		 */
		private boolean keepWriting;

		public @Nullable String getTable() {
			return this.table;
		}

		public void setTable(@Nullable String table) {
			this.table = table;
		}

		public boolean isAcceptChanged() {
			return this.acceptChanged;
		}

		public void setAcceptChanged(boolean acceptChanged) {
			this.acceptChanged = acceptChanged;
		}

		public boolean isKeepWriting() {
			return this.keepWriting;
		}

		public void setKeepWriting(boolean keepWriting) {
			this.keepWriting = keepWriting;
		}

	}

	/**
	 * How a history begins in a database that has objects and no history.
	 */
	public static class Baseline {

		/**
		 * What is done there: fail; migrate, which applies every migration; a version, up
		 * to which everything is recorded and does not run; or detect, which finds that
		 * version.
		 */
		private String onExisting = "fail";

		public String getOnExisting() {
			return this.onExisting;
		}

		public void setOnExisting(String onExisting) {
			this.onExisting = onExisting;
		}

	}

	/**
	 * The whole schema as one script.
	 */
	public static class Snapshot {

		/**
		 * File from which a fresh database begins; the default one may be missing.
		 */
		private String location = "classpath:db/schema.sql";

		/**
		 * Tables whose rows are in a snapshot, as one writes them in SQL.
		 */
		private List<String> data = List.of();

		/**
		 * Whether a snapshot has what roles may do. What everybody may do it always has.
		 */
		private boolean grants;

		public String getLocation() {
			return this.location;
		}

		public void setLocation(String location) {
			this.location = location;
		}

		public List<String> getData() {
			return this.data;
		}

		public void setData(List<String> data) {
			this.data = data;
		}

		public boolean isGrants() {
			return this.grants;
		}

		public void setGrants(boolean grants) {
			this.grants = grants;
		}

	}

	/**
	 * Where the history is and what it keeps.
	 */
	public static class History {

		/**
		 * Schema of the history table; by default the first of the search path that
		 * exists. Created when it is missing.
		 */
		private @Nullable String schema;

		/**
		 * Name of the history table.
		 */
		private String table = "schema_migrations";

		/**
		 * Size over which scripts are not stored in the history.
		 */
		private DataSize maxScriptSize = DataSize.ofMegabytes(1);

		public @Nullable String getSchema() {
			return this.schema;
		}

		public void setSchema(@Nullable String schema) {
			this.schema = schema;
		}

		public String getTable() {
			return this.table;
		}

		public void setTable(String table) {
			this.table = table;
		}

		public DataSize getMaxScriptSize() {
			return this.maxScriptSize;
		}

		public void setMaxScriptSize(DataSize maxScriptSize) {
			this.maxScriptSize = maxScriptSize;
		}

	}

	/**
	 * How the migration lock is taken.
	 */
	public static class Lock {

		/**
		 * How migrators exclude each other.
		 */
		private LockStrategy strategy = LockStrategy.AUTO;

		/**
		 * How long another migrator is waited for.
		 */
		private Duration timeout = Duration.ofMinutes(15);

		/**
		 * How long is waited between two attempts to take the lock, at most.
		 */
		private Duration pollInterval = Duration.ofMillis(500);

		/**
		 * How long a lease is good for without being renewed.
		 */
		private Duration leaseExpiry = Duration.ofMinutes(5);

		public LockStrategy getStrategy() {
			return this.strategy;
		}

		public void setStrategy(LockStrategy strategy) {
			this.strategy = strategy;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

		public Duration getPollInterval() {
			return this.pollInterval;
		}

		public void setPollInterval(Duration pollInterval) {
			this.pollInterval = pollInterval;
		}

		public Duration getLeaseExpiry() {
			return this.leaseExpiry;
		}

		public void setLeaseExpiry(Duration leaseExpiry) {
			this.leaseExpiry = leaseExpiry;
		}

	}

	/**
	 * How migrations are executed.
	 */
	public static class Execution {

		/**
		 * How long a migration waits for locks that other sessions hold, per attempt; 0
		 * means for ever.
		 */
		private Duration lockTimeout = Duration.ofSeconds(5);

		/**
		 * How long one statement may run; 0 means for ever.
		 */
		private Duration statementTimeout = Duration.ZERO;

		/**
		 * Whether quick definitions that follow each other may share a transaction, which
		 * is faster; where one fails, each goes its own way all the same.
		 */
		private boolean group;

		private final Retry retry = new Retry();

		public Duration getLockTimeout() {
			return this.lockTimeout;
		}

		public void setLockTimeout(Duration lockTimeout) {
			this.lockTimeout = lockTimeout;
		}

		public boolean isGroup() {
			return this.group;
		}

		public void setGroup(boolean group) {
			this.group = group;
		}

		public Duration getStatementTimeout() {
			return this.statementTimeout;
		}

		public void setStatementTimeout(Duration statementTimeout) {
			this.statementTimeout = statementTimeout;
		}

		public Retry getRetry() {
			return this.retry;
		}

	}

	/**
	 * What happens after a lock timeout or a deadlock.
	 */
	public static class Retry {

		/**
		 * No new attempt begins later than this after the first.
		 */
		private Duration deadline = Duration.ofMinutes(10);

		/**
		 * Longest pause after the first attempt; it doubles each time.
		 */
		private Duration initialDelay = Duration.ofSeconds(1);

		/**
		 * Longest pause between two attempts.
		 */
		private Duration maxDelay = Duration.ofSeconds(30);

		public Duration getDeadline() {
			return this.deadline;
		}

		public void setDeadline(Duration deadline) {
			this.deadline = deadline;
		}

		public Duration getInitialDelay() {
			return this.initialDelay;
		}

		public void setInitialDelay(Duration initialDelay) {
			this.initialDelay = initialDelay;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

	}

	/**
	 * How another process that migrates is waited for, with the mode wait.
	 */
	public static class Wait {

		/**
		 * How long, with the mode wait, another process that migrates is waited for.
		 */
		private Duration timeout = Duration.ofHours(1);

		/**
		 * How often, with the mode wait, the history is looked at; a little more or less,
		 * so that many processes do not look in step.
		 */
		private Duration pollInterval = Duration.ofSeconds(2);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

		public Duration getPollInterval() {
			return this.pollInterval;
		}

		public void setPollInterval(Duration pollInterval) {
			this.pollInterval = pollInterval;
		}

	}

	/**
	 * Keeps requests out until the first run has succeeded.
	 */
	public static class Gate {

		/**
		 * Whether HTTP requests other than actuator's get 503 until the first run has
		 * succeeded, unless run-at is manual.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * How the commands create and init write migrations.
	 */
	public static class Create {

		/**
		 * How the version of a new migration is made; by default like the newest one of
		 * the folder, and 001 in an empty one.
		 */
		private CreateNaming naming = CreateNaming.AUTO;

		/**
		 * Folder that new migrations are written to; by default the one in
		 * src/main/resources from which the first location comes.
		 */
		private @Nullable String directory;

		/**
		 * File whose text new SQL migrations get; ${version}, ${name}, ${description} and
		 * ${time} are filled in.
		 */
		private @Nullable String template;

		public CreateNaming getNaming() {
			return this.naming;
		}

		public void setNaming(CreateNaming naming) {
			this.naming = naming;
		}

		public @Nullable String getDirectory() {
			return this.directory;
		}

		public void setDirectory(@Nullable String directory) {
			this.directory = directory;
		}

		public @Nullable String getTemplate() {
			return this.template;
		}

		public void setTemplate(@Nullable String template) {
			this.template = template;
		}

	}

	/**
	 * A login of its own for the migrations.
	 */
	public static class Datasource {

		/**
		 * JDBC URL that migrations run through; by default the application's.
		 */
		private @Nullable String url;

		/**
		 * User that migrates; by default the application's.
		 */
		private @Nullable String username;

		/**
		 * Password of the user that migrates.
		 */
		private @Nullable String password;

		public @Nullable String getUrl() {
			return this.url;
		}

		public void setUrl(@Nullable String url) {
			this.url = url;
		}

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

	}

}
