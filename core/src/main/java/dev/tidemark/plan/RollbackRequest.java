package dev.tidemark.plan;

import dev.tidemark.migration.Version;

/**
 * What is to be undone, and by which scripts. Immutable.
 *
 * @param extent how far
 * @param filesPreferred whether the down script of the file is used where it is not the
 * one that was stored when the migration ran
 */
public record RollbackRequest(Extent extent, boolean filesPreferred) {

	/**
	 * Asks to undo the newest migrations.
	 * @param number how many at most, at least 1
	 * @return the request
	 */
	public static RollbackRequest steps(int number) {
		return new RollbackRequest(new Steps(number), false);
	}

	/**
	 * Asks to undo everything that was installed after a version, which stays.
	 * @param version a version that is applied, or 0 for the empty schema
	 * @return the request
	 */
	public static RollbackRequest to(Version version) {
		return new RollbackRequest(new To(version), false);
	}

	/**
	 * Asks to undo exactly what this release does not know.
	 * @return the request
	 */
	public static RollbackRequest toRelease() {
		return new RollbackRequest(new ToRelease(), false);
	}

	/**
	 * Returns a request that prefers the down scripts of the files.
	 * @return a copy
	 */
	public RollbackRequest usingFiles() {
		return new RollbackRequest(this.extent, true);
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
