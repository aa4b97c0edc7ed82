package dev.tidemark;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidemark.adoption.AdoptedRow;
import dev.tidemark.adoption.Adoption;
import dev.tidemark.adoption.AdoptionChoice;
import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.FlywayExport;
import dev.tidemark.adoption.ForeignHistories;
import dev.tidemark.adoption.ForeignLock;
import dev.tidemark.adoption.ForeignTable;
import dev.tidemark.adoption.ForeignTool;
import dev.tidemark.adoption.LockPatience;
import dev.tidemark.adoption.PlainColumns;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.migration.AdoptionException;

/**
 * The way back: writes our history into Flyway's table.
 */
final class FlywayExports {

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final FlywayExportRequest request;

	private final Cancellation cancellation;

	FlywayExports(DataSource dataSource, MigratorSettings settings, FlywayExportRequest request,
			Cancellation cancellation) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.request = request;
		this.cancellation = cancellation;
	}

	/**
	 * Returns what is to be written.
	 */
	List<String> statements(Recorded recorded) throws SQLException {
		OpenDatabase open = recorded.database();
		if (recorded.history().rows().isEmpty()) {
			throw new AdoptionException(
					"There is no history of Tidemark in %s. Nothing was exported".formatted(open.table().qualified()),
					"Migrate first, or look into another database.");
		}
		Optional<Adoption> there = there(open);
		List<AdoptedRow> rows = there.isEmpty() ? List.of() : there.get()
			.read(open.session(), recorded.catalog(), new Adoption.Comparison(this.settings.placeholders(), true));
		return new FlywayExport(schema(open), this.request.name(), recorded.catalog(), recorded.history(),
				this.settings.placeholders())
			.statements(rows);
	}

	/**
	 * Takes Flyway's own lock, whether its table is there or not.
	 */
	ForeignLock lock(OpenDatabase open) throws SQLException {
		ForeignTable table = new ForeignTable(ForeignTool.FLYWAY, schema(open), this.request.name(),
				ForeignTool.FLYWAY.columns());
		return Adoptions.lock(this.dataSource, adoption(table));
	}

	private Optional<Adoption> there(OpenDatabase open) {
		AdoptionSettings flyway = new AdoptionSettings(ForeignTool.FLYWAY.word(), this.request.name(), true, false,
				PlainColumns.USUAL);
		return new AdoptionChoice(flyway, List.of(schema(open))).find(open.session()).map(this::adoption);
	}

	private Adoption adoption(ForeignTable table) {
		return new Adoption(table,
				ForeignHistories.of(table, PlainColumns.USUAL, new LockPatience(this.settings.lock().timeout(),
						this.settings.lock().pollInterval(), this.cancellation)));
	}

	private String schema(OpenDatabase open) {
		return this.request.schema(open.table().schema());
	}

}
