package dev.tidemark.plan;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Version;

/**
 * What is to be undone, and by which scripts. Immutable.
 *
 * @param extent how far
 * @param filesPreferred whether the down script of the file is used where it is not the
 * one that was stored when the migration ran
 * @param rows the rows of the history that a plan has named, newest first, or
 * {@code null} where none was made before
 */
public record RollbackRequest(Extent extent, boolean filesPreferred, @Nullable List<Long> rows) {

	/**
	 * Copies the list.
	 */
	public RollbackRequest {
		rows = (rows != null) ? List.copyOf(rows) : null;
	}

	/**
	 * Asks to undo the newest migrations.
	 * @param number how many at most, at least 1
	 * @return the request
	 */
	public static RollbackRequest steps(int number) {
		return new RollbackRequest(new Steps(number), false, null);
	}

	/**
	 * Asks to undo everything that was installed after a version, which stays.
	 * @param version a version that is applied, or 0 for the empty schema
	 * @return the request
	 */
	public static RollbackRequest to(Version version) {
		return new RollbackRequest(new To(version), false, null);
	}

	/**
	 * Asks to undo exactly what this release does not know.
	 * @return the request
	 */
	public static RollbackRequest toRelease() {
		return new RollbackRequest(new ToRelease(), false, null);
	}

	/**
	 * Returns a request that prefers the down scripts of the files.
	 * @return a copy
	 */
	public RollbackRequest usingFiles() {
		return new RollbackRequest(this.extent, true, this.rows);
	}

	/**
	 * Returns a request that is refused where it would undo anything else than a plan of
	 * it has named, as after a rollback that somebody else began at the same moment.
	 * @param plan what was planned and shown
	 * @return a copy
	 */
	public RollbackRequest asPlanned(MigrationPlan plan) {
		return new RollbackRequest(this.extent, this.filesPreferred,
				plan.steps()
					.stream()
					.map(PlannedStep::previous)
					.filter(Objects::nonNull)
					.map(AppliedMigration::id)
					.toList());
	}

	/**
	 * How far is undone.
	 */
	public sealed interface Extent permits Steps, To, ToRelease {

	}

	/**
	 * The newest migrations.
	 *
	 * @param number how many at most
	 */
	public record Steps(int number) implements Extent {

		/**
		 * Checks the number.
		 */
		public Steps {
			if (number < 1) {
				throw new IllegalArgumentException("steps must be at least 1: " + number);
			}
		}

	}

	/**
	 * Everything that was installed after a version.
	 *
	 * @param version the version, which stays
	 */
	public record To(Version version) implements Extent {

	}

	/**
	 * What this release does not know.
	 */
	public record ToRelease() implements Extent {

	}

}
