package dev.tidemark;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;

/**
 * How a database stands. Immutable.
 *
 * @param database the database's name
 * @param kind what database it is, or {@code null} in the report of a run that found no
 * history and created none: nobody had to know
 * @param state the whole in one word
 * @param version the highest version that is applied, or {@code null}
 * @param lockStrategy the word for how migrators exclude each other
 * @param lockReason why it is not the usual strategy, or {@code null}
 * @param lockHolder who holds the migration lock, or {@code null}
 * @param migrations every migration, in the order in which they run
 */
public record MigrationStatus(String database, @Nullable DatabaseKind kind, DatabaseState state,
		@Nullable String version, String lockStrategy, @Nullable String lockReason, @Nullable LockHolder lockHolder,
		List<MigrationInfo> migrations) {

	/**
	 * Copies the list.
	 */
	public MigrationStatus {
		migrations = List.copyOf(migrations);
	}

	/**
	 * Counts the migrations that a run would apply.
	 * @return how many are pending, failed, running or rolled back
	 */
	public int pending() {
		return (int) this.migrations.stream().filter((info) -> awaits(info.state())).count();
	}

	/**
	 * Finds a migration.
	 * @param versionOrName its version, in any form that is equal, or for a repeatable
	 * migration its name
	 * @return the migration, or empty
	 */
	public Optional<MigrationInfo> find(String versionOrName) {
		MigrationKey key = MigrationKey.of(Version.find(versionOrName).orElse(null), versionOrName);
		return this.migrations.stream().filter((info) -> info.key().equals(key)).findFirst();
	}

	static boolean awaits(MigrationState state) {
		return switch (state) {
			case PENDING, FAILED, RUNNING, ROLLED_BACK -> true;
			case APPLIED, MISSING, CHANGED, IGNORED -> false;
		};
	}

}
