package dev.tidemark.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;

/**
 * Reads the history.
 */
public final class HistoryReader {

	private static final String COLUMNS = """
			id, version, name, script, kind, checksum, state, statements_done, statements_total,
			applied_at, execution_ms, applied_by, applied_from, error, down_script IS NOT NULL AS reversible,
			%s AS running_statement, %s AS done_checksum""";

	private static final String CURRENT_COLUMNS = COLUMNS.formatted("running_statement", "done_checksum");

	private static final String ROWS = "SELECT %2$s FROM %1$s ORDER BY id";

	private static final String SCRIPTS = "SELECT id, up_script FROM %s WHERE up_script IS NOT NULL AND id IN (:ids)";

	private HistoryReader() {
	}

	/**
	 * Reads every row in one query.
	 * @param session the session
	 * @param table the table
	 * @return the history, empty where the table does not exist
	 */
	public static MigrationHistory read(Session session, HistoryTable table) {
		if (!table.exists()) {
			return MigrationHistory.empty();
		}
		String columns = table.outdated() ? COLUMNS.formatted(HistoryUpgrade.unknownStatement(), "NULL")
				: CURRENT_COLUMNS;
		return new MigrationHistory(table.qualified(),
				session.jdbc().sql(ROWS.formatted(table.qualified(), columns)).query(HistoryReader::row).list());
	}

	/**
	 * Reads in one query what there is to know beyond that known migrations are applied
	 * as they are; every row in a second query where a row is that of none of them.
	 * @param session the session
	 * @param table the table
	 * @param known what the application brings
	 * @return the history, of which rows may be {@linkplain AppliedMigration#isBrief()
	 * brief}
	 */
	public static MigrationHistory readBriefly(Session session, HistoryTable table, MigrationCatalog known) {
		if (!table.exists() || table.outdated()) {
			return read(session, table);
		}
		return BriefQuery.read(session, table).of(table.qualified(), known).orElseGet(() -> read(session, table));
	}

	/**
	 * Reads stored up scripts.
	 * @param session the session
	 * @param table the table
	 * @param ids the rows
	 * @return the scripts by row; rows without one are left out
	 */
	public static Map<Long, String> scripts(Session session, HistoryTable table, Collection<Long> ids) {
		Map<Long, String> scripts = new HashMap<>();
		if (!ids.isEmpty()) {
			session.jdbc()
				.sql(SCRIPTS.formatted(table.qualified()))
				.param("ids", ids)
				.query((row, number) -> Map.entry(row.getLong("id"), row.getString("up_script")))
				.list()
				.forEach((entry) -> scripts.put(entry.getKey(), entry.getValue()));
		}
		return scripts;
	}

	/**
	 * Reads both stored scripts of rows.
	 * @param session the session
	 * @param table the table
	 * @param ids the rows
	 * @return the up script and the down script by row, {@code null} where they are not
	 * stored
	 */
	public static Map<Long, List<@Nullable String>> upAndDown(Session session, HistoryTable table,
			Collection<Long> ids) {
		Map<Long, List<@Nullable String>> scripts = new HashMap<>();
		if (!ids.isEmpty()) {
			session.jdbc()
				.sql("SELECT id, up_script, down_script FROM %s WHERE id IN (:ids)".formatted(table.qualified()))
				.param("ids", ids)
				.query((row, number) -> Map.entry(row.getLong(1), Arrays.asList(row.getString(2), row.getString(3))))
				.list()
				.forEach((entry) -> scripts.put(entry.getKey(), entry.getValue()));
		}
		return scripts;
	}

	/**
	 * Reads both stored scripts of a row.
	 * @param session the session
	 * @param table the table
	 * @param id the row
	 * @return the up script and the down script, {@code null} where they are not stored
	 */
	public static List<@Nullable String> upAndDown(Session session, HistoryTable table, long id) {
		return session.jdbc()
			.sql("SELECT up_script, down_script FROM %s WHERE id = :id".formatted(table.qualified()))
			.param("id", id)
			.query((row, number) -> Arrays.asList(row.getString(1), row.getString(2)))
			.single();
	}

	private static AppliedMigration row(ResultSet row, int number) throws SQLException {
		String version = row.getString("version");
		return new AppliedMigration(row.getLong("id"), (version != null) ? Version.of(version) : null,
				row.getString("name"), row.getString("script"), MigrationKind.ofWord(row.getString("kind")),
				row.getString("checksum"), MigrationState.ofWord(row.getString("state")), row.getInt("statements_done"),
				row.getInt("statements_total"), row.getObject("applied_at", OffsetDateTime.class).toInstant(),
				row.getLong("execution_ms"), row.getString("applied_by"), row.getString("applied_from"),
				row.getString("error"), row.getBoolean("reversible"),
				new StatementJournal(row.getString("running_statement"), row.getString("done_checksum")));
	}

}
