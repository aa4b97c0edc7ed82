package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SqlMigration;

/**
 * Prisma's history: a row for each attempt, of which the newest counts. It names the
 * folder of the migration.
 */
final class PrismaHistory implements ForeignHistory {

	private static final String ROWS = """
			SELECT migration_name, checksum, finished_at, rolled_back_at,
			       (extract(epoch FROM finished_at - started_at) * 1000)::bigint AS ms
			FROM %s ORDER BY started_at
			""";

	private static final Pattern NUMBERED = Pattern.compile("(?<version>[0-9]+)(_(?<name>.*))?");

	private final ForeignTable table;

	private final LockPatience patience;

	PrismaHistory(ForeignTable table, LockPatience patience) {
		this.table = table;
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.PRISMA;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		return AdvisoryKeys.take(new ForeignLockWait(this.table, this.patience), own, AdvisoryKeys.PRISMA);
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc().sql(ROWS.formatted(qualifiedTable)).query(PrismaHistory::row).list();
	}

	private static ForeignRow row(ResultSet row, int number) throws SQLException {
		String folder = row.getString("migration_name");
		Matcher numbered = NUMBERED.matcher(folder);
		boolean version = numbered.matches();
		return new ForeignRow(folder, version ? numbered.group("version") : null,
				version ? numbered.group("name") : folder, folder + "/migration.sql", row.getString("checksum"),
				state(row), StateRows.instant(row, "finished_at"), Math.max(0, row.getLong("ms")), null);
	}

	private static RowState state(ResultSet row) throws SQLException {
		if (row.getObject("rolled_back_at") != null) {
			return RowState.UNDONE;
		}
		return (row.getObject("finished_at") != null) ? RowState.APPLIED : RowState.FAILED;
	}

	@Override
	public ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return (row,
				migration) -> TextVariants.of(migration.up().text())
					.map((bytes) -> Digests.hex("SHA-256", bytes))
					.anyMatch((digest) -> is(digest, row.checksum())) ? ChecksumCheck.Result.SAME
							: ChecksumCheck.Result.DIFFERENT;
	}

	private static boolean is(String digest, @Nullable String recorded) {
		return digest.equals(recorded) || unpadded(digest).equals(recorded);
	}

	/**
	 * An old release wrote each byte without its leading zero.
	 */
	private static String unpadded(String digest) {
		StringBuilder text = new StringBuilder(digest.length());
		for (int i = 0; i < digest.length(); i += 2) {
			text.append(digest, (digest.charAt(i) == '0') ? i + 1 : i, i + 2);
		}
		return text.toString();
	}

}
