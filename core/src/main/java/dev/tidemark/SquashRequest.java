package dev.tidemark;

import java.util.Set;

import dev.tidemark.migration.Version;

/**
 * What a snapshot is to take the place of. Immutable.
 *
 * @param to the last version whose file goes
 * @param keep versions whose files stay: they run after the snapshot in a fresh database
 * @param harmless versions of which somebody has read that they write no rows, and do
 * nothing beyond their database, that a fresh one needs
 */
public record SquashRequest(Version to, Set<Version> keep, Set<Version> harmless) {

	/**
	 * Copies the sets.
	 */
	public SquashRequest {
		keep = Set.copyOf(keep);
		harmless = Set.copyOf(harmless);
	}

	/**
	 * Asks for all files up to a version.
	 * @param to the last version whose file goes
	 * @return the request
	 */
	public static SquashRequest to(Version to) {
		return new SquashRequest(to, Set.of(), Set.of());
	}

	/**
	 * Returns a request that keeps files.
	 * @param versions their versions
	 * @return a copy
	 */
	public SquashRequest keeping(Set<Version> versions) {
		return new SquashRequest(this.to, versions, this.harmless);
	}

	/**
	 * Returns a request that takes migrations for harmless.
	 * @param versions their versions
	 * @return a copy
	 */
	public SquashRequest withHarmless(Set<Version> versions) {
		return new SquashRequest(this.to, this.keep, versions);
	}

}
