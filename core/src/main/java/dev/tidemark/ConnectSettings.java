package dev.tidemark;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How the database is reached. Immutable.
 *
 * @param timeout how long a server that is not up yet, or is a standby, is waited for
 * @param createDatabase whether a run that migrates creates the database, or the first
 * schema of the search path, where it is missing
 */
public record ConnectSettings(Duration timeout, boolean createDatabase) {

	/** How long a server that is not up yet is waited for, where nothing else is set. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Fills in the default and checks it.
	 * @param timeout how long is waited, or {@code null} for the default
	 * @param createDatabase whether what is missing is created
	 */
	public ConnectSettings(@Nullable Duration timeout, boolean createDatabase) {
		this.timeout = (timeout != null) ? timeout : DEFAULT_TIMEOUT;
		this.createDatabase = createDatabase;
		Assert.isTrue(!this.timeout.isNegative(), "tidemark.connect-timeout may not be negative");
	}

}
