package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * goose's history: a row each time that a version goes up or down. Version 0 is where it
 * began.
 */
final class GooseHistory implements ForeignHistory {

	private static final String ROWS = """
			SELECT version_id::text AS version, is_applied, tstamp::timestamptz AS applied_at
			FROM %s WHERE version_id <> 0 ORDER BY id
			""";

	private final ForeignTable table;

	private final LockPatience patience;

	GooseHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.GOOSE;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own, AdvisoryKeys.GOOSE);
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc().sql(ROWS.formatted(qualifiedTable)).query((row, number) -> {
			String version = row.getString("version");
			return new ForeignRow(version, version, null, null, null,
					row.getBoolean("is_applied") ? RowState.APPLIED : RowState.UNDONE,
					StateRows.instant(row, "applied_at"), 0, null);
		}).list();
	}

}
