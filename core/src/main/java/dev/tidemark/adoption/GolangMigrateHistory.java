package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * golang-migrate's history: one row that says where the database stands, and whether the
 * migration of that version has ended.
 */
final class GolangMigrateHistory implements ForeignHistory {

	private final ForeignTable table;

	private final LockPatience patience;

	GolangMigrateHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.GOLANG_MIGRATE;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own,
				AdvisoryKeys.golangMigrate(this.table, AdvisoryKeys.database(own)));
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc()
			.sql("SELECT version::text, dirty FROM %s ORDER BY version".formatted(qualifiedTable))
			.query((row, number) -> StateRows.ofVersion(row.getString("version"),
					row.getBoolean("dirty") ? RowState.FAILED : RowState.APPLIED))
			.list();
	}

	@Override
	public boolean standsForAllBefore() {
		return true;
	}

}
