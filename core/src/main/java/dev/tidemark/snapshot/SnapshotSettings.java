package dev.tidemark.snapshot;

import java.util.List;

/**
 * What a snapshot has besides the structure. Immutable.
 *
 * @param data the tables whose rows are in it, as one writes them in SQL; a name without
 * schema is looked for along the search path
 * @param grants whether what roles may do is in it; what everybody may do always is
 */
public record SnapshotSettings(List<String> data, boolean grants) {

	/**
	 * Copies the list.
	 */
	public SnapshotSettings {
		data = List.copyOf(data);
	}

	/**
	 * Returns the settings of a snapshot of the structure alone.
	 * @return the defaults
	 */
	public static SnapshotSettings defaults() {
		return new SnapshotSettings(List.of(), false);
	}

	/**
	 * Returns settings with other tables.
	 * @param others the tables whose rows are in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withData(List<String> others) {
		return new SnapshotSettings(others, this.grants);
	}

	/**
	 * Returns settings with or without what roles may do.
	 * @param other whether it is in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withGrants(boolean other) {
		return new SnapshotSettings(this.data, other);
	}

}
