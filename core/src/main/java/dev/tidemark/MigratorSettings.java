package dev.tidemark;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.plan.PlanSettings;
import dev.tidemark.snapshot.SnapshotSettings;

/**
 * Everything that can be set about a {@link Migrator}. Immutable, and checked when made.
 * Begin with {@link #defaults()}.
 *
 * @param database the database's name in logs, events and the endpoint
 * @param application what other sessions see as our name, and what the history records
 * @param sources where SQL migrations are, and how their names are read
 * @param plan what is decided when a run is planned
 * @param connect how the database is reached
 * @param history where the history is and what it keeps
 * @param lock how the migration lock is taken
 * @param execution how migrations are executed
 * @param adoption whether another tool's history is taken over
 * @param baseline how a history begins in a database that has none
 * @param snapshot what a snapshot has besides the structure
 */
public record MigratorSettings(String database, String application, SourceSettings sources, PlanSettings plan,
		ConnectSettings connect, HistorySettings history, LockSettings lock, ExecutionSettings execution,
		AdoptionSettings adoption, BaselineSettings baseline, SnapshotSettings snapshot) {

	/** The database's name where nothing else is set. */
	public static final String DEFAULT_DATABASE = "default";

	/** The application's name where nothing else is set. */
	public static final String DEFAULT_APPLICATION = "tidemark";

	/** The location where nothing else is set. */
	public static final String DEFAULT_LOCATION = "classpath:db/migration";

	/**
	 * Returns the settings where nothing is set.
	 * @return the defaults
	 */
	public static MigratorSettings defaults() {
		return new MigratorSettings(DEFAULT_DATABASE, DEFAULT_APPLICATION,
				new SourceSettings(List.of(DEFAULT_LOCATION), true, new NamingSettings(null, null, null)),
				PlanSettings.defaults(), new ConnectSettings(null, false), new HistorySettings(null, null, null),
				new LockSettings(null, null, null, null), new ExecutionSettings(null, null, null),
				AdoptionSettings.off(), BaselineSettings.defaults(), SnapshotSettings.defaults());
	}

	/**
	 * Returns where SQL migrations are.
	 * @return locations with {@code classpath:} or {@code file:}
	 */
	public List<String> locations() {
		return this.sources.locations();
	}

	/**
	 * Returns the values of placeholders.
	 * @return values by name; where there are some, every script may use them
	 */
	public Map<String, String> placeholders() {
		return this.plan.placeholders();
	}

	/**
	 * Returns the last version that is applied.
	 * @return the version, or {@code null} for all
	 */
	public @Nullable Version target() {
		return this.plan.target();
	}

	/**
	 * Returns settings with another application name.
	 * @param other the name
	 * @return a copy
	 */
	public MigratorSettings withApplication(String other) {
		return new MigratorSettings(this.database, other, this.sources, this.plan, this.connect, this.history,
				this.lock, this.execution, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings that find migrations differently.
	 * @param other where they are, and how their names are read
	 * @return a copy
	 */
	public MigratorSettings withSources(SourceSettings other) {
		return new MigratorSettings(this.database, this.application, other, this.plan, this.connect, this.history,
				this.lock, this.execution, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings that plan differently.
	 * @param other what is decided when a run is planned
	 * @return a copy
	 */
	public MigratorSettings withPlan(PlanSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, other, this.connect, this.history,
				this.lock, this.execution, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings that wait for the server differently.
	 * @param other how long a server that is not up yet, or is a standby, is waited for
	 * @return a copy
	 */
	public MigratorSettings withConnectTimeout(Duration other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan,
				new ConnectSettings(other, this.connect.createDatabase()), this.history, this.lock, this.execution,
				this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings that create a missing database, or do not.
	 * @param create whether a run that migrates creates it
	 * @return a copy
	 */
	public MigratorSettings withCreateDatabase(boolean create) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan,
				new ConnectSettings(this.connect.timeout(), create), this.history, this.lock, this.execution,
				this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings with another history.
	 * @param other where the history is and what it keeps
	 * @return a copy
	 */
	public MigratorSettings withHistory(HistorySettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect, other,
				this.lock, this.execution, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings with another lock.
	 * @param other how the migration lock is taken
	 * @return a copy
	 */
	public MigratorSettings withLock(LockSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect,
				this.history, other, this.execution, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings with another way to execute.
	 * @param other how migrations are executed
	 * @return a copy
	 */
	public MigratorSettings withExecution(ExecutionSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect,
				this.history, this.lock, other, this.adoption, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings with another way to take over the history of another tool.
	 * @param other whether and how that is done
	 * @return a copy
	 */
	public MigratorSettings withAdoption(AdoptionSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect,
				this.history, this.lock, this.execution, other, this.baseline, this.snapshot);
	}

	/**
	 * Returns settings with another way to begin a history.
	 * @param other what is done in a database that has none
	 * @return a copy
	 */
	public MigratorSettings withBaseline(BaselineSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect,
				this.history, this.lock, this.execution, this.adoption, other, this.snapshot);
	}

	/**
	 * Returns settings with another snapshot.
	 * @param other what a snapshot has besides the structure
	 * @return a copy
	 */
	public MigratorSettings withSnapshot(SnapshotSettings other) {
		return new MigratorSettings(this.database, this.application, this.sources, this.plan, this.connect,
				this.history, this.lock, this.execution, this.adoption, this.baseline, other);
	}

	/**
	 * Returns settings with other locations.
	 * @param others the locations
	 * @return a copy
	 */
	public MigratorSettings withLocations(String... others) {
		return withSources(
				new SourceSettings(List.of(others), this.sources.failOnMissingLocation(), this.sources.naming()));
	}

	/**
	 * Returns settings that treat a missing location differently.
	 * @param fail whether it is an error
	 * @return a copy
	 */
	public MigratorSettings withFailOnMissingLocation(boolean fail) {
		return withSources(new SourceSettings(this.sources.locations(), fail, this.sources.naming()));
	}

	/**
	 * Returns settings that read names of files differently.
	 * @param other how names are read where the conventions alone do not tell
	 * @return a copy
	 */
	public MigratorSettings withNaming(NamingSettings other) {
		return withSources(new SourceSettings(this.sources.locations(), this.sources.failOnMissingLocation(), other));
	}

	/**
	 * Returns settings that treat older migrations differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public MigratorSettings withOutOfOrder(OutOfOrder other) {
		return withPlan(this.plan.withOutOfOrder(other));
	}

	/**
	 * Returns settings that treat changed scripts differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public MigratorSettings withOnChanged(OnChanged other) {
		return withPlan(this.plan.withOnChanged(other));
	}

	/**
	 * Returns settings with other placeholders.
	 * @param others values by name
	 * @return a copy
	 */
	public MigratorSettings withPlaceholders(Map<String, String> others) {
		return withPlan(this.plan.withPlaceholders(others));
	}

	/**
	 * Returns settings that apply versions up to another one.
	 * @param other the last version that is applied, or {@code null} for all
	 * @return a copy
	 */
	public MigratorSettings withTarget(@Nullable Version other) {
		return withPlan(this.plan.withTarget(other));
	}

}
