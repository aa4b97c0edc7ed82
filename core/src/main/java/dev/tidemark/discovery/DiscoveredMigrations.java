package dev.tidemark.discovery;

import java.util.List;

import dev.tidemark.migration.MigrationCatalog;

/**
 * What was found.
 *
 * @param catalog the migrations
 * @param warnings what deserves attention: missing locations, ignored files
 */
public record DiscoveredMigrations(MigrationCatalog catalog, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public DiscoveredMigrations {
		warnings = List.copyOf(warnings);
	}

}
