package dev.tidemark.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.BriefHistory.Row;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;

/**
 * Reads a history briefly, in one query that a new backend plans at once: of most rows
 * only version and checksum.
 */
final class BriefQuery {

	/**
	 * The rows that say nothing but that a migration is applied.
	 */
	private static final String ORDINARY = "state = 'applied' AND version IS NOT NULL AND checksum IS NOT NULL AND (kind IN ('sql', 'java', 'adopted') OR kind = 'baseline' AND script LIKE '%/%')"
			+ " AND error IS NULL AND running_statement IS NULL AND done_checksum IS NULL";

	private static final String OTHERS = "CASE WHEN " + ORDINARY + " THEN NULL ELSE ";

	/** In one array, so that the condition is looked at once. */
	private static final String SELECT = "SELECT id, version, checksum, " + OTHERS
			+ "ARRAY[name, script, kind, state, statements_done::text, statements_total::text, execution_ms::text,"
			+ " applied_by, applied_from, error, (down_script IS NOT NULL)::text, running_statement, done_checksum] END, "
			+ OTHERS + "applied_at END FROM ";

	private BriefQuery() {
	}

	static BriefHistory read(Session session, HistoryTable table) {
		List<Row> rows = new ArrayList<>(session.rows(SELECT + table.qualified(), BriefQuery::row));
		// cheaper than by the server, which would plan it each time
		rows.sort(Comparator.comparingLong(Row::id));
		return new BriefHistory(rows);
	}

	private static Row row(ResultSet row) throws SQLException {
		long id = row.getLong(1);
		String version = row.getString(2);
		String checksum = row.getString(3);
		return new Row(id, version, checksum, (row.getString(4) != null) ? other(row, id, version, checksum) : null);
	}

	private static AppliedMigration other(ResultSet row, long id, @Nullable String version, @Nullable String checksum)
			throws SQLException {
		@Nullable String[] texts = (@Nullable String[]) row.getArray(4).getArray();
		return new AppliedMigration(id, (version != null) ? Version.of(version) : null, text(texts, 0), text(texts, 1),
				MigrationKind.ofWord(text(texts, 2)), checksum, MigrationState.ofWord(text(texts, 3)),
				Integer.parseInt(text(texts, 4)), Integer.parseInt(text(texts, 5)),
				row.getObject(5, OffsetDateTime.class).toInstant(), Long.parseLong(text(texts, 6)), text(texts, 7),
				text(texts, 8), texts[9], Boolean.parseBoolean(text(texts, 10)),
				new StatementJournal(texts[11], texts[12]));
	}

	private static String text(@Nullable String[] texts, int index) {
		return String.valueOf(texts[index]);
	}

}
