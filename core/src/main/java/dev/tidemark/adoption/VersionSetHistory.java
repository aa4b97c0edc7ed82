package dev.tidemark.adoption;

import java.sql.SQLException;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * A set of versions that are applied, of which nothing else is kept: that of Rails and of
 * dbmate. dbmate has no lock.
 */
final class VersionSetHistory implements ForeignHistory {

	private final ForeignTable table;

	private final LockPatience patience;

	VersionSetHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return this.table.tool();
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		if (tool() != ForeignTool.RAILS) {
			own.close();
			return ForeignLock.NONE;
		}
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own,
				AdvisoryKeys.rails(AdvisoryKeys.database(own)));
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc()
			.sql("SELECT version::text FROM %s ORDER BY pg_catalog.length(version::text), version"
				.formatted(qualifiedTable))
			.query((row, number) -> StateRows.ofVersion(row.getString("version"), RowState.APPLIED))
			.list();
	}

}
