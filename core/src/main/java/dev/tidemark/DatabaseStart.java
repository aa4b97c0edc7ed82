package dev.tidemark;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.ForeignTable;
import dev.tidemark.adoption.ForeignTables;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.baseline.DatabaseContents;
import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.baseline.SameNames;
import dev.tidemark.lock.LeaseLock;
import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.SquashedMigrations;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.CreatedRelations;
import dev.tidemark.sql.ObjectName;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.SqlScriptException;

/**
 * Finds out what database this is, where it has no history of ours or nothing is applied
 * yet, and with what its history begins.
 */
final class DatabaseStart {

	private final MigratorSettings settings;

	private final Supplier<Optional<Snapshot>> snapshot;

	private final ExistingSchema existing;

	private final boolean inCopy;

	/** The version that somebody has named for this one run. */
	private final @Nullable Version declared;

	DatabaseStart(MigratorSettings settings, Supplier<Optional<Snapshot>> snapshot,
			@Nullable CurrentSchemaCheck check) {
		this(settings, snapshot, check, false, null);
	}

	private DatabaseStart(MigratorSettings settings, Supplier<Optional<Snapshot>> snapshot,
			@Nullable CurrentSchemaCheck check, boolean inCopy, @Nullable Version declared) {
		this.inCopy = inCopy;
		this.declared = declared;
		this.settings = settings;
		this.snapshot = snapshot;
		this.existing = new ExistingSchema(settings, check);
	}

	/**
	 * Returns one that asks nothing, for a copy: whatever is planned runs.
	 */
	static DatabaseStart anywhere(MigratorSettings settings) {
		return new DatabaseStart(settings.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.MIGRATE)),
				Optional::empty, null, true, null);
	}

	/**
	 * Returns one that begins at the version that somebody has named, whatever the
	 * settings say.
	 */
	static DatabaseStart at(MigratorSettings settings, Version version) {
		return new DatabaseStart(settings, Optional::empty, null, false, version);
	}

	/**
	 * Tells what database this is. Asks the server only where there is no history of
	 * ours.
	 */
	DatabaseKind kind(OpenDatabase open) {
		if (open.table().exists()) {
			return DatabaseKind.OURS;
		}
		return kind(open, contents(open));
	}

	private static DatabaseKind kind(OpenDatabase open, DatabaseContents contents) {
		if (contents.isEmpty()) {
			return DatabaseKind.FRESH;
		}
		return foreign(open).isEmpty() ? DatabaseKind.UNMANAGED : DatabaseKind.FOREIGN;
	}

	/**
	 * Decides with what a history begins that is created now.
	 * @param open the open database, without a history of ours
	 * @param known what the application brings
	 * @return the decision
	 * @throws BaselineException if the settings do not allow to begin here
	 */
	HistoryBeginning begin(OpenDatabase open, MigrationCatalog known) {
		if (this.declared != null) {
			return declared(open, this.declared, known);
		}
		HistoryBeginning beginning = decide(open, known);
		if (beginning.rows().isEmpty()) {
			checkFiles(beginning.catalog());
		}
		return beginning;
	}

	/**
	 * Without the snapshot and without the files nobody can make the schema.
	 */
	private MigrationCatalog checkFiles(MigrationCatalog catalog) {
		SquashedMigrations squashed = catalog.squashed();
		if (squashed != null && !catalog.hasSnapshot() && !this.inCopy) {
			squashed.problem(MigrationHistory.empty()).ifPresent((problem) -> {
				throw new InvalidMigrationsException(problem);
			});
		}
		return catalog;
	}

	private HistoryBeginning decide(OpenDatabase open, MigrationCatalog known) {
		DatabaseContents contents = contents(open);
		if (contents.isEmpty()) {
			return fresh(known);
		}
		Optional<ForeignTable> foreign = foreign(open);
		if (foreign.isPresent() || contents.hereTotal() > 0) {
			return this.existing.begin(open, known, contents, foreign);
		}
		List<String> same = SameNames.find(open.session(), created(known));
		if (!same.isEmpty()) {
			return this.existing.begin(open, known, contents.with(same), foreign);
		}
		return new HistoryBeginning(DatabaseKind.UNMANAGED, known, List.of(),
				"there are objects of others in the database (%d), none of them where the migrations create theirs: every migration runs"
					.formatted(contents.total()),
				this.existing.notFollowed("nothing that the migrations create was found in the database")
					.stream()
					.toList());
	}

	/**
	 * What migrations create may be in a schema that they name themselves, or in a later
	 * one of the search path.
	 */
	private Set<ObjectName> created(MigrationCatalog known) {
		Stream<Migration> snapshots = this.snapshot.get().stream().map(Snapshot::script);
		return Stream.of(snapshots, known.baselines().stream(), known.all().stream())
			.flatMap(Function.identity())
			.flatMap(
					(migration) -> (migration instanceof SqlMigration sql) ? Stream.of(text(sql.up())) : Stream.empty())
			.flatMap((script) -> CreatedRelations.in(script).stream())
			.collect(Collectors.toSet());
	}

	/**
	 * As it runs, as far as that can be told here: a placeholder without a value is told
	 * where the script is planned.
	 */
	private String text(SqlScript script) {
		try {
			return Boolean.FALSE.equals(script.directives().placeholders()) ? script.text()
					: Placeholders.replace(script.text(), this.settings.placeholders(), script.firstLine());
		}
		catch (SqlScriptException ex) {
			return script.text();
		}
	}

	/**
	 * Begins a history at a version that somebody has named.
	 * @param open the open database, in whose history nothing is recorded
	 * @param version the version
	 * @param known what the application brings
	 * @return what is to be recorded
	 * @throws BaselineException if there is no schema that could stand there, or no such
	 * version
	 */
	HistoryBeginning declared(OpenDatabase open, Version version, MigrationCatalog known) {
		DatabaseContents contents = contents(open);
		if (contents.isEmpty()) {
			throw new BaselineException(
					"There is nothing in the database '%s' that could stand at version %s: it is empty. Nothing was recorded"
						.formatted(open.probe().database(), version),
					"Check that it is the right database. An empty one needs no baseline: start, and every migration runs.");
		}
		return this.existing.at(kind(open, contents), version, known, "as was declared");
	}

	/**
	 * Tells that a setting is not followed, where a history has begun in which nothing is
	 * applied: what is there may be what the failed attempt has left.
	 */
	Optional<String> notFollowed(OpenDatabase open) {
		return this.existing.notFollowed("a run has begun the history " + open.table().qualified() + " without it");
	}

	/**
	 * Decides how to go on where a history was created and nothing has been applied: as
	 * when the process ended in between, or the snapshot failed.
	 * @param open the open database
	 * @param known what the application brings
	 * @return what the application brings, with the snapshot where that still suits
	 */
	MigrationCatalog resume(OpenDatabase open, MigrationCatalog known) {
		if (this.declared != null) {
			return known;
		}
		return checkFiles((usableSnapshot().isPresent() && contents(open).isEmpty()) ? fresh(known).catalog() : known);
	}

	private HistoryBeginning fresh(MigrationCatalog known) {
		Optional<Snapshot> found = usableSnapshot();
		if (found.isEmpty()) {
			return HistoryBeginning.of(DatabaseKind.FRESH, known, "every migration runs");
		}
		return new SnapshotUse(found.get(), known).begin();
	}

	private Optional<Snapshot> usableSnapshot() {
		return this.snapshot.get()
			.filter((found) -> this.settings.target() == null
					|| found.head().version().compareTo(Objects.requireNonNull(this.settings.target())) <= 0);
	}

	private DatabaseContents contents(OpenDatabase open) {
		String history = open.table().name();
		return DatabaseContents.read(open.session(), open.table().schema(), List.of(history, LeaseLock.table(history)));
	}

	private static Optional<ForeignTable> foreign(OpenDatabase open) {
		List<String> schemas = Stream
			.concat(Stream.of(open.table().schema()), ForeignTables.searchPath(open.session()).stream())
			.distinct()
			.toList();
		return ForeignTables.find(open.session(), schemas).stream().findFirst();
	}

}
