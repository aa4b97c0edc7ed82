package dev.tidemark.snapshot;

import java.util.List;

import dev.tidemark.schema.SchemaScope.TableName;

/**
 * What a snapshot has besides the structure. Immutable.
 *
 * @param data the tables whose rows are in it, as one writes them in SQL; a name without
 * schema is looked for along the search path
 * @param grants whether what roles may do is in it; what everybody may do always is
 * @param leftOut tables that are left out besides Tidemark's own, such as those in which
 * other tools keep their histories
 */
public record SnapshotSettings(List<String> data, boolean grants, List<TableName> leftOut) {

	/**
	 * Copies the lists.
	 */
	public SnapshotSettings {
		data = List.copyOf(data);
		leftOut = List.copyOf(leftOut);
	}

	/**
	 * Returns the settings of a snapshot of the structure alone.
	 * @return the defaults
	 */
	public static SnapshotSettings defaults() {
		return new SnapshotSettings(List.of(), false, List.of());
	}

	/**
	 * Returns settings with other tables.
	 * @param others the tables whose rows are in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withData(List<String> others) {
		return new SnapshotSettings(others, this.grants, this.leftOut);
	}

	/**
	 * Returns settings with or without what roles may do.
	 * @param other whether it is in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withGrants(boolean other) {
		return new SnapshotSettings(this.data, other, this.leftOut);
	}

	/**
	 * Returns settings that leave out other tables.
	 * @param others the tables
	 * @return a copy
	 */
	public SnapshotSettings withLeftOut(List<TableName> others) {
		return new SnapshotSettings(this.data, this.grants, others);
	}

}
