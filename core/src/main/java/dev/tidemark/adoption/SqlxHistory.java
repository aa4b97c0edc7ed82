package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SqlMigration;

/**
 * sqlx's history: a row for each version, which says of itself whether it has ended.
 */
final class SqlxHistory implements ForeignHistory {

	private static final String ROWS = """
			SELECT version::text AS version, description, installed_on AS applied_at, success,
			       pg_catalog.encode(checksum, 'hex') AS checksum, greatest(0, execution_time) / 1000000 AS ms
			FROM %s s ORDER BY s.version
			""";

	private final ForeignTable table;

	private final LockPatience patience;

	SqlxHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.SQLX;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own,
				AdvisoryKeys.sqlx(AdvisoryKeys.database(own)));
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc().sql(ROWS.formatted(qualifiedTable)).query(SqlxHistory::row).list();
	}

	private static ForeignRow row(ResultSet row, int number) throws SQLException {
		String version = row.getString("version");
		String description = row.getString("description");
		return new ForeignRow(version + " " + description, version, description, null, row.getString("checksum"),
				row.getBoolean("success") ? RowState.APPLIED : RowState.FAILED, StateRows.instant(row, "applied_at"),
				row.getLong("ms"), null);
	}

	@Override
	public ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return (row,
				migration) -> TextVariants.of(migration.up().text())
					.anyMatch((bytes) -> Digests.hex("SHA-384", bytes).equals(row.checksum()))
							? ChecksumCheck.Result.SAME : ChecksumCheck.Result.DIFFERENT;
	}

}
