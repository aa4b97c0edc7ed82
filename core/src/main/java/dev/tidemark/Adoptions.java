package dev.tidemark;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.tidemark.adoption.AdoptedRow;
import dev.tidemark.adoption.Adoption;
import dev.tidemark.adoption.AdoptionChoice;
import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.FlywayEcho;
import dev.tidemark.adoption.ForeignHistories;
import dev.tidemark.adoption.ForeignLock;
import dev.tidemark.adoption.ForeignTable;
import dev.tidemark.adoption.ForeignTables;
import dev.tidemark.adoption.ForeignTool;
import dev.tidemark.adoption.LockPatience;
import dev.tidemark.adoption.PlainColumns;
import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.history.EarlierRow;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.plan.MigrationPlanner;

/**
 * Takes over another tool's history where there is none of ours.
 */
final class Adoptions {

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final MigrationCatalog catalog;

	private final Cancellation cancellation;

	Adoptions(DataSource dataSource, MigratorSettings settings, MigrationCatalog catalog, Cancellation cancellation) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.catalog = catalog;
		this.cancellation = cancellation;
	}

	/**
	 * Begins to take over the history that is found; the other tool's lock is held until
	 * what is returned is closed.
	 * @param open the open database, which has no history of ours
	 * @return what is to be written in the transaction that begins our history, or empty
	 * where nothing is to be taken over
	 */
	Optional<Begun> begin(OpenDatabase open) throws SQLException {
		Optional<Adoption> found = find(open);
		if (found.isEmpty()) {
			checkNothingInTheWay(open);
			return Optional.empty();
		}
		Adoption adoption = found.get();
		ForeignLock lock = lock(this.dataSource, adoption);
		try {
			List<AdoptedRow> rows = read(adoption, open.session());
			adoption.check(rows);
			return Optional
				.of(new Begun(AdoptionReport.adopted(adoption.table(), rows), statements(adoption, rows, open), lock));
		}
		catch (SQLException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	/**
	 * Looks ahead to what a run would record first. Takes no lock.
	 * @param open the open database, in which nothing of ours is recorded
	 * @return what will be recorded, or empty where nothing is to be taken over
	 * @throws AdoptionException if a run would refuse to take it over
	 */
	Optional<Recorded> foreseen(OpenDatabase open) throws SQLException {
		Optional<Adoption> found = find(open);
		if (found.isEmpty()) {
			checkNothingInTheWay(open);
			return Optional.empty();
		}
		Adoption adoption = found.get();
		List<AdoptedRow> rows = read(adoption, open.session());
		adoption.check(rows);
		List<HistoryRow> ours = recorded(adoption, rows).stream().map(EarlierRow::row).toList();
		return Optional
			.of(new HistoryBeginning(DatabaseKind.FOREIGN, this.catalog, ours, adoption.table().describe(), List.of())
				.foreseen(open));
	}

	/**
	 * Takes the other tool's lock on a second connection.
	 */
	static ForeignLock lock(DataSource dataSource, Adoption adoption) throws SQLException {
		try {
			return adoption.lock(Sessions.open(dataSource));
		}
		catch (SQLTransientConnectionException ex) {
			throw new AdoptionException(
					"The lock of %s is held by a second connection, and the pool gave none: %s. Nothing was written or run"
						.formatted(adoption.table().describe(), ex.getMessage()),
					"Let the pool have two connections, or give the migrator a data source without a pool.");
		}
	}

	private List<String> statements(Adoption adoption, List<AdoptedRow> rows, OpenDatabase open) {
		List<EarlierRow> recorded = recorded(adoption, rows);
		return recorded.isEmpty() ? List.of() : List.of(new HistoryStatements(open.table()).insertEarlier(recorded));
	}

	private List<EarlierRow> recorded(Adoption adoption, List<AdoptedRow> rows) {
		return adoption.recorded(rows, this::countStatements, ProcessName.of(this.settings.application()),
				this.settings.history());
	}

	/**
	 * What ran long ago need not be readable for us.
	 */
	private int countStatements(Migration migration) {
		try {
			return new MigrationPlanner(this.settings.plan()).countStatements(migration);
		}
		catch (InvalidMigrationsException ex) {
			return 0;
		}
	}

	/**
	 * Returns what writes the history, and Flyway's table too where that is asked for and
	 * there is one.
	 */
	HistoryStatements echoing(OpenDatabase open) {
		HistoryStatements ours = new HistoryStatements(open.table());
		if (!this.settings.adoption().keepWriting()) {
			return ours;
		}
		AdoptionSettings flyway = new AdoptionSettings(ForeignTool.FLYWAY.word(), this.settings.adoption().table(),
				false, true, PlainColumns.USUAL);
		return new AdoptionChoice(flyway, schemas(open)).find(open.session())
			.map((table) -> ours.echoing(new FlywayEcho(table, this.catalog, this.settings.placeholders())))
			.orElse(ours);
	}

	/**
	 * Says what would be taken over. Takes no lock.
	 */
	AdoptionReport preview(Recorded recorded) throws SQLException {
		Adoption adoption = required(recorded.database());
		List<AdoptedRow> rows = read(adoption, recorded.database().session());
		return recorded.history().rows().isEmpty() ? AdoptionReport.preview(adoption.table(), rows)
				: already(adoption, rows, recorded);
	}

	/**
	 * Compares what the other tool has recorded with a history of ours that has begun.
	 */
	AdoptionReport compare(Recorded recorded) throws SQLException {
		Adoption adoption = required(recorded.database());
		return already(adoption, read(adoption, recorded.database().session()), recorded);
	}

	private AdoptionReport already(Adoption adoption, List<AdoptedRow> rows, Recorded recorded) {
		MigrationHistory ours = recorded.history();
		List<String> unknown = rows.stream()
			.filter(AdoptedRow::recorded)
			.filter((row) -> !knows(ours, row))
			.map((row) -> "  - " + row.describe())
			.toList();
		if (!unknown.isEmpty()) {
			throw new AdoptionException(
					"There is a history of Tidemark already (%s), and it does not know what %s has recorded. Nothing was adopted:\n%s"
						.formatted(recorded.database().table().qualified(), adoption.table().describe(),
								String.join("\n", unknown)),
					"A history is taken over only once, before Tidemark runs. If these are in the schema, record each of them with 'repair --mark-applied V'.");
		}
		return AdoptionReport.already(adoption.table(), rows);
	}

	/**
	 * A row without a file is compared by the key under which it was recorded.
	 */
	private boolean knows(MigrationHistory ours, AdoptedRow row) {
		return row.keys().stream().anyMatch((key) -> ours.find(key).filter(AppliedMigration::applied).isPresent());
	}

	private List<AdoptedRow> read(Adoption adoption, Session session) throws SQLException {
		return adoption.read(session, this.catalog,
				new Adoption.Comparison(this.settings.placeholders(), this.settings.adoption().acceptChanged()));
	}

	Adoption required(OpenDatabase open) {
		return find(open).orElseThrow(() -> choice(open).notFound(open.session()));
	}

	private Optional<Adoption> find(OpenDatabase open) {
		AdoptionSettings adoption = this.settings.adoption();
		Optional<ForeignTable> table = choice(open).find(open.session());
		LockPatience patience = new LockPatience(this.settings.lock().timeout(), this.settings.lock().pollInterval(),
				this.cancellation);
		return table.map((found) -> new Adoption(found, ForeignHistories.of(found, adoption.columns(), patience)));
	}

	/**
	 * Beside a table of an unknown tool, everything would count as not applied.
	 */
	private void checkNothingInTheWay(OpenDatabase open) {
		if (!open.table().name().equals(this.settings.history().table())) {
			HistoryTable.locate(open.probe(), this.settings.history());
		}
	}

	private AdoptionChoice choice(OpenDatabase open) {
		return new AdoptionChoice(this.settings.adoption(), schemas(open));
	}

	private List<String> schemas(OpenDatabase open) {
		Stream<String> others = (this.settings.history().schema() != null) ? Stream.empty()
				: ForeignTables.searchPath(open.session()).stream();
		return Stream.concat(Stream.of(open.table().schema()), others).distinct().toList();
	}

	/**
	 * What is to be written.
	 *
	 * @param report what is taken over
	 * @param statements what records it
	 * @param lock the other tool's lock
	 */
	record Begun(AdoptionReport report, List<String> statements, ForeignLock lock) implements AutoCloseable {

		@Override
		public void close() {
			this.lock.close();
		}

	}

}
