package dev.tidemark.snapshot;

import java.util.List;

/**
 * What a snapshot has besides the structure. Immutable.
 *
 * @param data the tables whose rows are in it, as one writes them in SQL; a name without
 * schema is looked for along the search path
 * @param grants whether what roles may do is in it; what everybody may do always is
 * @param ofMigrationsAlone whether nothing but migrations has made the database: then it
 * belongs to the snapshot where they have left all sequences, and not only those of the
 * tables whose rows are in it; and what the database itself has comes from elsewhere
 */
public record SnapshotSettings(List<String> data, boolean grants, boolean ofMigrationsAlone) {

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
		return new SnapshotSettings(List.of(), false, false);
	}

	/**
	 * Returns settings with other tables.
	 * @param others the tables whose rows are in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withData(List<String> others) {
		return new SnapshotSettings(others, this.grants, this.ofMigrationsAlone);
	}

	/**
	 * Returns settings with or without what roles may do.
	 * @param other whether it is in the snapshot
	 * @return a copy
	 */
	public SnapshotSettings withGrants(boolean other) {
		return new SnapshotSettings(this.data, other, this.ofMigrationsAlone);
	}

	/**
	 * Returns settings for another database.
	 * @param other whether nothing but migrations has made it
	 * @return a copy
	 */
	public SnapshotSettings withOfMigrationsAlone(boolean other) {
		return new SnapshotSettings(this.data, this.grants, other);
	}

}
