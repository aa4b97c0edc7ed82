package dev.tidemark;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.rehearsal.ServerWideStatements;
import dev.tidemark.rehearsal.ThrowawayDatabase;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.snapshot.RowsLeft;
import dev.tidemark.snapshot.WrittenSnapshot;

/**
 * Makes databases of migrations, looks at them and drops them again.
 */
final class ScratchDatabases {

	private final DataSource dataSource;

	private final DatabaseConnector databases;

	private final MigratorSettings settings;

	private final Cancellation cancellation;

	ScratchDatabases(DataSource dataSource, DatabaseConnector databases, MigratorSettings settings,
			Cancellation cancellation) {
		this.dataSource = dataSource;
		this.databases = databases;
		this.settings = settings.withTarget(null)
			.withAdoption(AdoptionSettings.off())
			.withBaseline(BaselineSettings.defaults());
		this.cancellation = cancellation;
	}

	/**
	 * Makes the snapshot of what migrations make. What they grant they grant wherever
	 * they run, so that it belongs to the snapshot, and so does where they let sequences
	 * begin.
	 * @param catalog the migrations
	 * @param before from what the database begins
	 * @return the snapshot
	 * @throws SnapshotException if the migrations leave rows that are not in it
	 */
	WrittenSnapshot snapshot(MigrationCatalog catalog, Optional<Snapshot> before) {
		return made(catalog, before, (recorded) -> {
			checkRows(recorded.database());
			return new SnapshotTaking(recorded, this.settings.snapshot().withGrants(true).withOfMigrationsAlone(true))
				.write();
		});
	}

	private void checkRows(OpenDatabase open) throws SQLException {
		List<String> rows = RowsLeft.find(open.session(), SnapshotTaking.scope(open), this.settings.snapshot().data());
		if (!rows.isEmpty()) {
			throw new SnapshotException(
					"The migrations write rows into tables that are not named, so that a snapshot would lose them: %s. Nothing was written or deleted"
						.formatted(String.join(", ", rows)),
					"Name these tables in tidemark.snapshot.data, or keep the migrations that write the rows with --keep V.");
		}
	}

	/**
	 * Describes the schema that migrations make.
	 */
	SchemaFingerprint fingerprint(MigrationCatalog catalog, Optional<Snapshot> before) {
		return made(catalog, before, (recorded) -> SchemaFingerprint.read(recorded.database().session(),
				SnapshotTaking.scope(recorded.database())));
	}

	private <T> T made(MigrationCatalog catalog, Optional<Snapshot> before, Work<T> work) {
		try (ThrowawayDatabase database = ThrowawayDatabase.create(this.dataSource, this.databases::connect,
				ProcessName.of(this.settings.application()))) {
			DataSource made = database.dataSource();
			OpenDatabase open = DatabaseOpening.toWrite(made, this.settings, this.cancellation).open();
			try (Session session = open.session()) {
				LockedRun run = new LockedRun(made, this.settings, catalog, new EventPublisher(List.of()),
						this.cancellation, new DatabaseStart(this.settings, () -> before, null));
				MigrationPlanner planner = new MigrationPlanner(this.settings.plan());
				LockedRun.Outcome outcome = run.run(open, Recorded::read, (recorded) -> ServerWideStatements
					.without(planner.up(recorded.catalog(), recorded.history(), recorded.storedScripts())));
				return work.look(outcome.recorded());
			}
			catch (SQLException ex) {
				throw HistoryFailures.of(ex);
			}
			finally {
				this.cancellation.attach(null);
			}
		}
		catch (RehearsalException ex) {
			throw new SnapshotException(
					"A squash needs throw-away databases. %s, written or deleted".formatted(ex.getMessage()),
					"Let the role create databases (ALTER ROLE … CREATEDB), or name a server where it may, such as one on your own machine, with tidemark.datasource.url.");
		}
	}

	/**
	 * Looks at a database.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	private interface Work<T> {

		T look(Recorded recorded) throws SQLException;

	}

}
