package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.ForeignTable;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.baseline.DatabaseContents;
import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.baseline.SchemaDetection;
import dev.tidemark.baseline.SchemaDetection.Detected;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.Version;
import dev.tidemark.schema.CatalogInspector;
import dev.tidemark.sql.Nearest;

/**
 * Begins a history where there is a schema already, as the settings say.
 */
final class ExistingSchema {

	/** Below it, the history names the scripts that were not run. */
	static final String PROOF = "baseline";

	private final MigratorSettings settings;

	private final BaselineSettings baseline;

	private final @Nullable CurrentSchemaCheck check;

	ExistingSchema(MigratorSettings settings, @Nullable CurrentSchemaCheck check) {
		this.check = check;
		this.settings = settings;
		this.baseline = settings.baseline();
	}

	HistoryBeginning begin(OpenDatabase open, MigrationCatalog known, DatabaseContents contents,
			Optional<ForeignTable> foreign) {
		DatabaseKind kind = foreign.isPresent() ? DatabaseKind.FOREIGN : DatabaseKind.UNMANAGED;
		return switch (this.baseline.onExisting()) {
			case FAIL -> throw foreign.map(ExistingSchema::refused).orElseGet(() -> refused(open, contents));
			case MIGRATE -> HistoryBeginning.of(kind, known,
					"there are objects already (%s), and every migration runs, as tidemark.baseline.on-existing=migrate says"
						.formatted(contents.describeHere()));
			case VERSION -> at(kind, Objects.requireNonNull(this.baseline.version()), known,
					"as tidemark.baseline.on-existing says");
			case DETECT -> detected(open, known, kind);
		};
	}

	/**
	 * Tells that the version of the settings, or what would be detected, counts for
	 * nothing here.
	 * @param why the reason
	 * @return what to say, or empty where the settings name no version
	 */
	Optional<String> notFollowed(String why) {
		return switch (this.baseline.onExisting()) {
			case FAIL, MIGRATE -> Optional.empty();
			case VERSION -> Optional
				.of("tidemark.baseline.on-existing=%1$s was not followed, as %2$s: every migration runs. If the schema stands at that version, declare it with the command 'baseline %1$s'"
					.formatted(this.baseline.version(), why));
			case DETECT -> Optional
				.of("tidemark.baseline.on-existing=detect was not followed, as %s: every migration runs. If the schema stands at a version, declare it with the command 'baseline V'"
					.formatted(why));
		};
	}

	private HistoryBeginning detected(OpenDatabase open, MigrationCatalog known, DatabaseKind kind) {
		Detected detected = new SchemaDetection(CatalogInspector.of(open.session().jdbc()), this.check).detect(known);
		return at(kind, detected.version(), known, "as was detected by " + detected.proof());
	}

	/**
	 * Begins at a version.
	 * @param kind what database it is
	 * @param version the version at which its schema stands
	 * @param known what the application brings
	 * @param reason how that is known, for people
	 * @return the rows of everything up to the version
	 * @throws BaselineException if no migration has that version, though some are older
	 */
	HistoryBeginning at(DatabaseKind kind, Version version, MigrationCatalog known, String reason) {
		List<Migration> recorded = known.versioned()
			.stream()
			.filter((migration) -> version(migration).compareTo(version) <= 0)
			.toList();
		boolean named = recorded.stream().anyMatch((migration) -> version(migration).equals(version));
		if (!named && standsInOne(known, version)) {
			return withoutFiles(kind, version, recorded, known, reason);
		}
		if (!named && !recorded.isEmpty()) {
			throw unknown(version, known);
		}
		List<HistoryRow> rows = named ? recorded.stream()
			.map((migration) -> HistoryRows.baseline(migration, PROOF, process(), this.settings.history()))
			.toList() : List.of(before(version));
		return new HistoryBeginning(kind, known, rows,
				"its schema stands at version %s, %s: %d migrations are recorded as baseline and do not run"
					.formatted(version, reason, recorded.size()),
				List.of());
	}

	/**
	 * The migrations up to the version are in a snapshot or in a baseline's file only.
	 */
	private static boolean standsInOne(MigrationCatalog known, Version version) {
		SquashedMigrations squashed = known.squashed();
		return (squashed != null
				&& squashed.gone().stream().anyMatch((entry) -> Objects.equals(version, entry.version())))
				|| known.baselines().stream().anyMatch((baseline) -> Objects.equals(version, baseline.version()));
	}

	/**
	 * Some files may be there all the same: a squash has kept them, or nobody has deleted
	 * them.
	 */
	private HistoryBeginning withoutFiles(DatabaseKind kind, Version version, List<Migration> recorded,
			MigrationCatalog known, String reason) {
		List<HistoryRow> rows = new ArrayList<>(List.of(before(version)));
		recorded.forEach(
				(migration) -> rows.add(HistoryRows.baseline(migration, PROOF, process(), this.settings.history())));
		return new HistoryBeginning(kind, known, rows,
				"its schema stands at version %s, %s: what comes up to it is recorded as baseline and does not run"
					.formatted(version, reason),
				List.of());
	}

	/**
	 * The schema is older than the first migration.
	 */
	private HistoryRow before(Version version) {
		return new HistoryRow(version.toString(), "existing_schema", PROOF, MigrationKind.BASELINE.word(), null, 0,
				process(), null, null);
	}

	private String process() {
		return ProcessName.of(this.settings.application());
	}

	private static Version version(Migration migration) {
		return Objects.requireNonNull(migration.version());
	}

	private static BaselineException unknown(Version version, MigrationCatalog known) {
		@Nullable String nearest = Nearest
			.to(version.toString(), known.versioned().stream().map((other) -> version(other).toString()).toList())
			.orElse(null);
		return new BaselineException(
				"No migration has the version %s at which the existing schema is said to stand%s. Nothing was run or recorded"
					.formatted(version, (nearest != null) ? " (did you mean %s?)".formatted(nearest) : ""),
				"Name the version of the last migration whose change is in the schema.");
	}

	static BaselineException begunAlready(Recorded recorded) {
		return new BaselineException(
				"The history %s has begun already: %d migrations are recorded as applied. Nothing was recorded"
					.formatted(recorded.database().table().qualified(),
							recorded.history().current().stream().filter(AppliedMigration::applied).count()),
				"A baseline is where a history begins. To record a single migration that was done by hand, use 'repair --mark-applied V'.");
	}

	private static BaselineException refused(OpenDatabase open, DatabaseContents contents) {
		return new BaselineException(
				"The database '%s' has no history of Tidemark, and is not empty: %s. Which migrations are in that schema already, nobody knows. Nothing was run or recorded"
					.formatted(open.probe().database(), contents.describeHere()),
				"Either the schema has what the migrations up to some version do: run the command 'baseline V' once (or set tidemark.baseline.on-existing=V, or =detect to let the schema tell). Or these objects have nothing to do with the migrations: set tidemark.baseline.on-existing=migrate, and all of them run.");
	}

	private static BaselineException refused(ForeignTable table) {
		return new BaselineException(
				"The database has no history of Tidemark, but one of %s: %s. Nothing was run or recorded"
					.formatted(table.tool().label(), table.describe()),
				"To take that history over, run the command 'adopt %1$s' once (or set tidemark.adopt=%1$s): nothing is run again. To begin beside it with every migration, set tidemark.baseline.on-existing=migrate."
					.formatted(table.tool().word()));
	}

}
