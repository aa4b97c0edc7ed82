package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.Version;

/**
 * Writes a history of ours as one of Flyway's, with which Flyway finds nothing to do.
 */
public final class FlywayExport {

	private final FlywayTable table;

	private final MigrationCatalog catalog;

	private final MigrationHistory history;

	/**
	 * Creates an export.
	 * @param schema the schema of Flyway's table
	 * @param name its name
	 * @param catalog what the application brings
	 * @param history what is recorded
	 * @param placeholders values by name
	 */
	public FlywayExport(String schema, String name, MigrationCatalog catalog, MigrationHistory history,
			Map<String, String> placeholders) {
		this.table = new FlywayTable(schema, name, placeholders);
		this.catalog = catalog;
		this.history = history;
	}

	/**
	 * Returns the statements that write the table.
	 * @param there what the table says already, as it was laid beside the files; nothing
	 * where there is none
	 * @return the statements, to be run in one transaction
	 * @throws AdoptionException if a row cannot be one of Flyway's
	 */
	public List<String> statements(List<AdoptedRow> there) {
		Set<MigrationKey> known = there.stream()
			.filter(AdoptedRow::recorded)
			.flatMap((row) -> row.keys().stream())
			.collect(Collectors.toCollection(HashSet::new));
		List<AppliedMigration> missing = this.history.current()
			.stream()
			.filter((row) -> row.applied() && !known.contains(row.key()))
			.toList();
		check(missing);
		List<String> statements = new ArrayList<>(List.of(this.table.create()));
		if (!missing.isEmpty()) {
			statements.add(this.table.insert(missing.stream().map(this::row).toList(),
					missing.stream().map(FlywayExport::run).toList()));
		}
		return statements;
	}

	private static void check(List<AppliedMigration> rows) {
		Map<String, Version> versions = new LinkedHashMap<>();
		rows.stream()
			.filter((row) -> row.version() != null)
			.forEach((row) -> versions.put(row.label(), Objects.requireNonNull(row.version())));
		FlywayTable.checkNumbers(versions, "Nothing was exported",
				"Give each of them a number of its own before they are exported.");
	}

	private FlywayRow row(AppliedMigration row) {
		Optional<Migration> known = known(row);
		boolean lone = row.kind() == MigrationKind.BASELINE && known.filter((other) -> !standsAlone(row)).isEmpty();
		if (lone && known.filter((other) -> other.kind() == MigrationKind.BASELINE).isEmpty()) {
			return FlywayRow.baseline(Objects.requireNonNull(row.version()), row.name());
		}
		return known.map(this.table::row)
			.orElseGet(() -> new FlywayRow(Objects.toString(row.version(), null), row.name().replace('_', ' '),
					(row.kind() == MigrationKind.JAVA) ? "JDBC" : "SQL", row.script(), null));
	}

	private Optional<Migration> known(AppliedMigration row) {
		Optional<Migration> baseline = (row.kind() != MigrationKind.BASELINE) ? Optional.empty() : this.catalog
			.baselines()
			.stream()
			.filter((other) -> Objects.equals(other.version(), row.version()) && other.script().equals(row.script()))
			.findFirst();
		return baseline.or(() -> this.catalog.find(row.key()));
	}

	/**
	 * Tells whether a baseline stands for migrations that have no rows of their own.
	 */
	private boolean standsAlone(AppliedMigration row) {
		Version start = Objects.requireNonNull(row.version());
		return this.catalog.covered()
			.stream()
			.filter((covered) -> Objects.requireNonNull(covered.version()).compareTo(start) <= 0)
			.anyMatch((covered) -> this.history.find(covered.key()).filter(AppliedMigration::applied).isEmpty());
	}

	private static FlywayRow.Run run(AppliedMigration row) {
		return new FlywayRow.Run(row.appliedAt(), row.appliedBy(), row.executionMs());
	}

}
