package dev.tidemark.adoption;

import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * Diesel's history: the versions that are applied, written without the dashes of their
 * folders. Diesel has no lock.
 */
final class DieselHistory implements ForeignHistory {

	@Override
	public ForeignTool tool() {
		return ForeignTool.DIESEL;
	}

	@Override
	public ForeignLock lock(Session own) {
		own.close();
		return ForeignLock.NONE;
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc()
			.sql("SELECT version, run_on::timestamptz AS applied_at FROM %s ORDER BY run_on, version"
				.formatted(qualifiedTable))
			.query((row, number) -> {
				String version = row.getString("version");
				return new ForeignRow(version, version.replace("-", ""), null, null, null, RowState.APPLIED,
						StateRows.instant(row, "applied_at"), 0, null);
			})
			.list();
	}

}
