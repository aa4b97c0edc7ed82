package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.SqlScriptException;

/**
 * Flyway's history: a row for each run, of which the newest counts.
 */
final class FlywayHistory implements ForeignHistory {

	private static final String ROWS = """
			SELECT version, description, type, script, checksum, installed_by, installed_on::timestamptz AS installed_on,
			       execution_time, success
			FROM %s ORDER BY installed_rank
			""";

	private final ForeignTable table;

	private final LockPatience patience;

	FlywayHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.FLYWAY;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own, AdvisoryKeys.flyway(this.table));
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc().sql(ROWS.formatted(qualifiedTable)).query(FlywayHistory::row).list();
	}

	private static ForeignRow row(ResultSet row, int number) throws SQLException {
		String version = row.getString("version");
		String description = row.getString("description");
		String script = row.getString("script");
		// a baseline without a script has its description in its place
		return new ForeignRow("%s %s".formatted((version != null) ? version : "repeatable", description), version,
				description, script.equals(description) ? null : script, row.getString("checksum"),
				state(row.getString("type"), row.getBoolean("success")), StateRows.instant(row, "installed_on"),
				row.getLong("execution_time"), row.getString("installed_by"));
	}

	private static RowState state(String type, boolean success) {
		if (type.equals("SCHEMA")) {
			return RowState.OTHER;
		}
		if (!success) {
			return RowState.FAILED;
		}
		if (type.equals("DELETE") || type.startsWith("UNDO_")) {
			return RowState.UNDONE;
		}
		// also SQL_BASELINE, JDBC_BASELINE, SCRIPT_BASELINE
		return type.endsWith("BASELINE") ? RowState.BASELINE : RowState.APPLIED;
	}

	@Override
	public ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return (row, migration) -> {
			if (row.checksum() == null) {
				return ChecksumCheck.Result.UNKNOWN;
			}
			String text = migration.up().text();
			boolean same = is(text, row.checksum())
					|| (migration.version() == null && is(replaced(text, placeholders), row.checksum()));
			return same ? ChecksumCheck.Result.SAME : ChecksumCheck.Result.DIFFERENT;
		};
	}

	private static boolean is(String text, String checksum) {
		return String.valueOf(FlywayChecksum.of(text)).equals(checksum);
	}

	/**
	 * What Flyway computes of repeatable migrations.
	 */
	private static String replaced(String text, Map<String, String> placeholders) {
		try {
			return Placeholders.replace(text, placeholders, 1);
		}
		catch (SqlScriptException ex) {
			// a placeholder without a value: Flyway had one
			return text;
		}
	}

}
