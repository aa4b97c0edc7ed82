package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.EarlierRow;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.Version;

/**
 * Takes over the history in a table of another tool.
 */
public final class Adoption {

	private final ForeignTable table;

	private final ForeignHistory history;

	/**
	 * Creates an adoption.
	 * @param table the tool's table
	 * @param history what reads it
	 */
	public Adoption(ForeignTable table, ForeignHistory history) {
		this.table = table;
		this.history = history;
	}

	/**
	 * Returns whose history it is, and where.
	 * @return the table
	 */
	public ForeignTable table() {
		return this.table;
	}

	/**
	 * Takes the tool's own lock.
	 * @param own a session of its own, which is closed with the lock, or when it cannot
	 * be had
	 * @return the lock
	 * @throws SQLException if the server refuses
	 */
	public ForeignLock lock(Session own) throws SQLException {
		try {
			return this.history.lock(own);
		}
		catch (SQLException | RuntimeException ex) {
			own.close();
			throw ex;
		}
	}

	/**
	 * Lays the rows and the files side by side.
	 * @param session the session
	 * @param catalog what the application brings
	 * @param comparison how scripts are compared
	 * @return every row, and every file without one
	 * @throws SQLException if the server refuses
	 */
	public List<AdoptedRow> read(Session session, MigrationCatalog catalog, Comparison comparison) throws SQLException {
		List<ForeignRow> rows = this.history.read(session, this.table.qualified());
		return AdoptionPlan.of(this.history, rows, catalog, comparison);
	}

	/**
	 * Refuses what cannot be taken over.
	 * @param rows what {@link #read} returned
	 * @throws AdoptionException if one of them stops the adoption
	 */
	public void check(List<AdoptedRow> rows) {
		List<AdoptedRow> stopping = rows.stream().filter((row) -> row.verdict().stops()).toList();
		if (stopping.isEmpty()) {
			return;
		}
		boolean changedOnly = stopping.stream().allMatch((row) -> row.verdict() == Verdict.CHANGED);
		throw new AdoptionException(
				"The history of %s cannot be taken over as it is. Nothing was adopted or run:\n%s".formatted(
						this.table.describe(),
						stopping.stream().map((row) -> "  - " + row.describe()).collect(Collectors.joining("\n"))),
				changedOnly
						? "Restore those files as they were when they ran. If the schema is right as it is, accept them: 'adopt %s --accept-changed' (or tidemark.adoption.accept-changed=true)."
							.formatted(this.table.tool().word())
						: "Mend those rows with %s itself, so that each is applied or undone, and adopt again; 'adopt %s --dry-run' shows all."
							.formatted(this.table.tool().label(), this.table.tool().word()));
	}

	/**
	 * Returns what is recorded of the rows.
	 * @param rows what {@link #read} returned
	 * @param statements counts the statements of a migration
	 * @param appliedFrom application, host and process
	 * @param settings what the history keeps
	 * @return the rows of our history, in order
	 */
	public List<EarlierRow> recorded(List<AdoptedRow> rows, ToIntFunction<Migration> statements, String appliedFrom,
			HistorySettings settings) {
		String from = "%s (adopted from %s)".formatted(appliedFrom, this.table.tool().label());
		return rows.stream()
			.filter(AdoptedRow::recorded)
			.map((row) -> recorded(row, statements, from, settings))
			.toList();
	}

	private static EarlierRow recorded(AdoptedRow adopted, ToIntFunction<Migration> statements, String from,
			HistorySettings settings) {
		ForeignRow foreign = Objects.requireNonNull(adopted.row());
		Migration migration = adopted.migration();
		MigrationKind kind = (adopted.verdict() == Verdict.BASELINE) ? MigrationKind.BASELINE : MigrationKind.ADOPTED;
		HistoryRow row = (migration != null)
				? HistoryRows.of(migration, migration.script(), statements.applyAsInt(migration), from, settings)
				: new HistoryRow(version(foreign), name(foreign), file(foreign), kind.word(), null, 0, from, null,
						null);
		HistoryRow ofKind = new HistoryRow(row.version(), row.name(), row.script(), kind.word(), row.checksum(),
				row.statementsTotal(), row.appliedFrom(), row.upScript(), row.downScript());
		return new EarlierRow(ofKind, foreign.appliedAt(), foreign.executionMs(), foreign.appliedBy());
	}

	private static @Nullable String version(ForeignRow row) {
		Version version = row.recordedVersion();
		return (version != null) ? version.toString() : null;
	}

	private static String name(ForeignRow row) {
		return Objects.requireNonNullElse(row.name(), "");
	}

	private static String file(ForeignRow row) {
		return Objects.requireNonNullElse(row.file(), row.id());
	}

	/**
	 * How scripts are compared with what ran.
	 *
	 * @param placeholders values by name
	 * @param acceptChanged whether a script may be another
	 */
	public record Comparison(Map<String, String> placeholders, boolean acceptChanged) {

	}

}
