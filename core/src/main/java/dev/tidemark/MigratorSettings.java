package dev.tidemark;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.plan.PlanSettings;

/**
 * Everything that can be set about a {@link Migrator}. Immutable, and checked when made.
 * Begin with {@link #defaults()}.
 *
 * @param database the database's name in logs, events and the endpoint
 * @param application what other sessions see as our name, and what the history records
 * @param locations where SQL migrations are, with {@code classpath:} or {@code file:}
 * @param failOnMissingLocation whether a location that does not exist is an error
 * @param naming how names of files are read where the conventions alone do not tell
 * @param outOfOrder what to do with a pending migration that is older than the newest
 * applied one
 * @param onChanged what to do when the script of an applied migration has changed
 * @param placeholders values by name; where there are some, every script may use them
 * @param connectTimeout how long a server that is not up yet, or is a standby, is waited
 * for
 * @param history where the history is and what it keeps
 * @param lock how the migration lock is taken
 * @param execution how migrations are executed
 */
public record MigratorSettings(String database, String application, List<String> locations,
		boolean failOnMissingLocation, NamingSettings naming, OutOfOrder outOfOrder, OnChanged onChanged,
		Map<String, String> placeholders, Duration connectTimeout, HistorySettings history, LockSettings lock,
		ExecutionSettings execution) {

	/** The database's name where nothing else is set. */
	public static final String DEFAULT_DATABASE = "default";

	/** The application's name where nothing else is set. */
	public static final String DEFAULT_APPLICATION = "tidemark";

	/** The location where nothing else is set. */
	public static final String DEFAULT_LOCATION = "classpath:db/migration";

	/** How long a server that is not up yet is waited for, where nothing else is set. */
	public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Copies the collections and checks the locations.
	 */
	public MigratorSettings {
		locations = List.copyOf(locations);
		placeholders = Map.copyOf(placeholders);
		locations.forEach(MigratorSettings::check);
		Assert.isTrue(!connectTimeout.isNegative(), "tidemark.connect-timeout may not be negative");
	}

	private static void check(String location) {
		Assert.isTrue(location.startsWith("classpath:") || location.startsWith("file:"),
				() -> "tidemark.locations: '%s' begins with neither 'classpath:' nor 'file:'".formatted(location));
	}

	/**
	 * Returns the settings where nothing is set.
	 * @return the defaults
	 */
	public static MigratorSettings defaults() {
		return new MigratorSettings(DEFAULT_DATABASE, DEFAULT_APPLICATION, List.of(DEFAULT_LOCATION), true,
				new NamingSettings(null, null, null), OutOfOrder.APPLY, OnChanged.REFUSE, Map.of(),
				DEFAULT_CONNECT_TIMEOUT, new HistorySettings(null, null, null),
				new LockSettings(null, null, null, null), new ExecutionSettings(null, null, null));
	}

	/**
	 * Returns settings with other locations.
	 * @param others the locations
	 * @return a copy
	 */
	public MigratorSettings withLocations(String... others) {
		return new MigratorSettings(this.database, this.application, List.of(others), this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, this.history,
				this.lock, this.execution);
	}

	/**
	 * Returns settings with another application name.
	 * @param other the name
	 * @return a copy
	 */
	public MigratorSettings withApplication(String other) {
		return new MigratorSettings(this.database, other, this.locations, this.failOnMissingLocation, this.naming,
				this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings that treat a missing location differently.
	 * @param fail whether it is an error
	 * @return a copy
	 */
	public MigratorSettings withFailOnMissingLocation(boolean fail) {
		return new MigratorSettings(this.database, this.application, this.locations, fail, this.naming, this.outOfOrder,
				this.onChanged, this.placeholders, this.connectTimeout, this.history, this.lock, this.execution);
	}

	/**
	 * Returns settings that read names of files differently.
	 * @param other how names are read where the conventions alone do not tell
	 * @return a copy
	 */
	public MigratorSettings withNaming(NamingSettings other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation, other,
				this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings that treat older migrations differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public MigratorSettings withOutOfOrder(OutOfOrder other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, other, this.onChanged, this.placeholders, this.connectTimeout, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings that treat changed scripts differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public MigratorSettings withOnChanged(OnChanged other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, other, this.placeholders, this.connectTimeout, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings with other placeholders.
	 * @param others values by name
	 * @return a copy
	 */
	public MigratorSettings withPlaceholders(Map<String, String> others) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, others, this.connectTimeout, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings that wait for the server differently.
	 * @param other how long a server that is not up yet, or is a standby, is waited for
	 * @return a copy
	 */
	public MigratorSettings withConnectTimeout(Duration other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, this.placeholders, other, this.history, this.lock,
				this.execution);
	}

	/**
	 * Returns settings with another history.
	 * @param other where the history is and what it keeps
	 * @return a copy
	 */
	public MigratorSettings withHistory(HistorySettings other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, other, this.lock,
				this.execution);
	}

	/**
	 * Returns settings with another lock.
	 * @param other how the migration lock is taken
	 * @return a copy
	 */
	public MigratorSettings withLock(LockSettings other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, this.history,
				other, this.execution);
	}

	/**
	 * Returns settings with another way to execute.
	 * @param other how migrations are executed
	 * @return a copy
	 */
	public MigratorSettings withExecution(ExecutionSettings other) {
		return new MigratorSettings(this.database, this.application, this.locations, this.failOnMissingLocation,
				this.naming, this.outOfOrder, this.onChanged, this.placeholders, this.connectTimeout, this.history,
				this.lock, other);
	}

	PlanSettings planSettings() {
		return new PlanSettings(this.outOfOrder, this.onChanged, this.placeholders);
	}

}
