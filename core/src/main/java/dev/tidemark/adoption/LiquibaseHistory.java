package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.ChangesetHead;

/**
 * Liquibase's history: a row for each changeset, which author, id and file identify.
 */
final class LiquibaseHistory implements ForeignHistory {

	private static final String ROWS = """
			SELECT id, author, filename, exectype, md5sum, dateexecuted::timestamptz AS dateexecuted
			FROM %s ORDER BY dateexecuted, orderexecuted
			""";

	private static final Pattern OTHER_FORMAT = Pattern.compile("(?i).*\\.(xml|ya?ml|json)");

	private final ForeignTable table;

	private final LockPatience patience;

	private List<ForeignRow> rows = List.of();

	private @Nullable MigrationCatalog matched;

	private @Nullable ChangesetMatch match;

	LiquibaseHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.LIQUIBASE;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		LiquibaseLock lock = LiquibaseLock.beside(this.table, own);
		return new ForeignLockWait(this.table, this.patience).take(own, lock::holder);
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		this.rows = session.jdbc().sql(ROWS.formatted(qualifiedTable)).query(LiquibaseHistory::row).list();
		return this.rows;
	}

	private static ForeignRow row(ResultSet row, int number) throws SQLException {
		ChangesetHead head = new ChangesetHead(row.getString("author"), row.getString("id"), "");
		String file = KnownChangeset.normalized(row.getString("filename"));
		String identity = head.identity(file);
		return new ForeignRow(file + head.identity(), "@" + identity, identity, file, row.getString("md5sum"),
				state(row.getString("exectype")), StateRows.instant(row, "dateexecuted"), 0, null);
	}

	/**
	 * MARK_RAN counts as applied for Liquibase too: it never runs such a changeset again.
	 */
	private static RowState state(String executed) {
		return switch (executed) {
			case "EXECUTED", "RERAN", "MARK_RAN" -> RowState.APPLIED;
			case "SKIPPED" -> RowState.OTHER;
			default -> RowState.FAILED;
		};
	}

	@Override
	public Optional<Migration> find(ForeignRow row, MigrationCatalog catalog) {
		ChangesetMatch match = match(catalog);
		Optional<SqlMigration> found = match.find(row);
		if (found.isEmpty()) {
			match.checkNotMoved(row, this.rows);
		}
		return found.map(Migration.class::cast);
	}

	private ChangesetMatch match(MigrationCatalog catalog) {
		ChangesetMatch known = this.match;
		if (known == null || this.matched != catalog) {
			known = new ChangesetMatch(catalog);
			this.match = known;
			this.matched = catalog;
		}
		return known;
	}

	@Override
	public ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return (row, migration) -> ofSql(row) ? LiquibaseChecksum.compare(row.checksum(), migration.up().text())
				: ChecksumCheck.Result.UNKNOWN;
	}

	/**
	 * That of a changeset in another format is not one of its SQL.
	 */
	private static boolean ofSql(ForeignRow row) {
		return row.file() == null || !OTHER_FORMAT.matcher(row.file()).matches();
	}

}
