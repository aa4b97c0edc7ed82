package dev.tidemark.plan;

import java.util.Objects;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.Version;

/**
 * Decides which repeatable migrations run: those whose content is not what ran last. A
 * release that is older than the schema does not put its older content back.
 */
public final class RepeatableRuns {

	private final MigrationHistory history;

	private final boolean newerReleaseRan;

	/**
	 * Compares what the application brings with what ran.
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 */
	public RepeatableRuns(MigrationCatalog catalog, MigrationHistory history) {
		this.history = history;
		this.newerReleaseRan = newerReleaseRan(catalog, history);
	}

	private static boolean newerReleaseRan(MigrationCatalog catalog, MigrationHistory history) {
		int known = catalog.versioned().size();
		if (known == 0) {
			return false;
		}
		Version newestKnown = Objects.requireNonNull(catalog.versioned().get(known - 1).version());
		return history.version().filter((applied) -> applied.compareTo(newestKnown) > 0).isPresent();
	}

	/**
	 * Decides about one repeatable migration.
	 * @param migration the migration
	 * @return what is to be done
	 */
	public Decision decide(Migration migration) {
		AppliedMigration row = this.history.find(migration.key()).orElse(null);
		if (row == null || !row.applied()) {
			return Decision.RUN;
		}
		if (Objects.equals(row.checksum(), migration.checksum())) {
			return Decision.CURRENT;
		}
		return (this.newerReleaseRan && ranBefore(migration)) ? Decision.OLDER : Decision.RUN_AGAIN;
	}

	private boolean ranBefore(Migration migration) {
		return this.history.rows()
			.stream()
			.anyMatch((row) -> row.applied() && row.key().equals(migration.key())
					&& Objects.equals(row.checksum(), migration.checksum()));
	}

	/**
	 * What is to be done.
	 */
	public enum Decision {

		/** It has never run, or is undone or failed since. */
		RUN,

		/** Its content is not what ran last. */
		RUN_AGAIN,

		/** Its content is what ran last. */
		CURRENT,

		/** A newer release has put another content in place, which stays. */
		OLDER

	}

}
