package dev.tidemark.discovery;

import java.util.List;

import dev.tidemark.migration.MigrationCatalog;

/**
 * What was found.
 *
 * @param catalog the migrations
 * @param warnings what deserves attention: missing locations, ignored files
 * @param notes what was decided where a name could mean several things
 */
public record DiscoveredMigrations(MigrationCatalog catalog, List<String> warnings, List<String> notes) {

	/**
	 * Copies the lists.
	 */
	public DiscoveredMigrations {
		warnings = List.copyOf(warnings);
		notes = List.copyOf(notes);
	}

}
