package dev.tidemark.adoption;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;

/**
 * Alembic's history: only the revision at which the database stands. The revision is
 * found in the name of the file, as in {@code 20260102_0930_1975ea83b712_slug.sql}.
 * Alembic has no lock.
 */
final class AlembicHistory implements ForeignHistory {

	@Override
	public ForeignTool tool() {
		return ForeignTool.ALEMBIC;
	}

	@Override
	public ForeignLock lock(Session own) {
		own.close();
		return ForeignLock.NONE;
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc()
			.sql("SELECT version_num FROM %s ORDER BY version_num".formatted(qualifiedTable))
			.query((row, number) -> {
				String revision = row.getString("version_num");
				return new ForeignRow(revision, null, revision, null, null, RowState.APPLIED, null, 0, null);
			})
			.list();
	}

	@Override
	public boolean standsForAllBefore() {
		return true;
	}

	@Override
	public Optional<Migration> find(ForeignRow row, MigrationCatalog catalog) {
		List<Migration> named = catalog.versioned()
			.stream()
			.filter((migration) -> names(migration, row.name()))
			.toList();
		return (named.size() == 1) ? Optional.of(named.get(0)) : Optional.empty();
	}

	private static boolean names(Migration migration, @Nullable String revision) {
		String script = migration.script();
		String stem = script.endsWith(".sql") ? script.substring(0, script.length() - ".sql".length()) : script;
		return stem.equals(revision) || stem.startsWith(revision + "_") || stem.endsWith("_" + revision)
				|| stem.contains("_" + revision + "_");
	}

}
