package dev.tidemark.adoption;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.tidemark.history.HistoryEcho;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;

/**
 * Writes what is applied into Flyway's table too, in the same statement, so that an older
 * release with Flyway still starts.
 */
public final class FlywayEcho implements HistoryEcho {

	private final FlywayTable table;

	private final MigrationCatalog catalog;

	/**
	 * Creates an echo.
	 * @param table the table of Flyway
	 * @param catalog what the application brings
	 * @param placeholders values by name
	 * @throws AdoptionException if a migration cannot be one of Flyway's
	 */
	public FlywayEcho(ForeignTable table, MigrationCatalog catalog, Map<String, String> placeholders) {
		this.table = new FlywayTable(table.schema(), table.name(), placeholders);
		this.catalog = catalog;
		Map<String, Version> versions = new LinkedHashMap<>();
		catalog.versioned()
			.forEach((migration) -> versions.put(migration.label(), Objects.requireNonNull(migration.version())));
		FlywayTable.checkNumbers(versions, "None of what is pending was run",
				"Set tidemark.adoption.keep-writing=false, or give each of them a number of its own.");
	}

	@Override
	public String of(List<HistoryRow> rows, MigrationState state) {
		List<FlywayRow> all = rows.stream().map((row) -> row(row, state)).toList();
		return this.table.insert(all, Collections.nCopies(all.size(), FlywayRow.Run.NOW));
	}

	private FlywayRow row(HistoryRow row, MigrationState state) {
		Version version = (row.version() != null) ? Version.of(row.version()) : null;
		if (state == MigrationState.ROLLED_BACK) {
			return FlywayRow.deleted(version, row.name(), row.script());
		}
		return this.table.row(this.catalog.find(MigrationKey.of(version, row.name()))
			.or(() -> this.catalog.baselines()
				.stream()
				.filter((baseline) -> Objects.equals(baseline.version(), version))
				.findFirst())
			.orElseThrow(() -> new IllegalStateException("Not of this release: " + row.script())));
	}

}
