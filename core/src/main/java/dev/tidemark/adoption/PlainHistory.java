package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.SqlQuote;

/**
 * A table with a row for each migration, as somebody's own code writes it.
 */
final class PlainHistory implements ForeignHistory {

	/** As people write it, in a boolean, a number or a text. */
	private static final Set<String> SUCCEEDED = Set.of("true", "t", "1", "yes", "y", "ok", "success", "succeeded",
			"applied", "done");

	private final ForeignTable table;

	private final PlainColumns columns;

	private final LockPatience patience;

	PlainHistory(ForeignTable table, PlainColumns named, LockPatience patience) {
		this.table = table;
		this.columns = named.in(table.columns());
		this.patience = patience;
	}

	@Override
	public ForeignTool tool() {
		return ForeignTool.PLAIN;
	}

	@Override
	public ForeignLock lock(Session own) throws SQLException {
		Optional<RowLock> beside = RowLock.beside(this.table, own);
		if (beside.isEmpty()) {
			own.close();
			return ForeignLock.NONE;
		}
		return new ForeignLockWait(this.table, this.patience).take(own, beside.get()::holder);
	}

	@Override
	public List<ForeignRow> read(Session session, String qualifiedTable) {
		return session.jdbc().sql(rows(qualifiedTable)).query(this::row).list();
	}

	private String rows(String qualifiedTable) {
		String order = Stream
			.of(this.columns.appliedAt(), this.table.columns().contains("id") ? "id" : null, this.columns.version(),
					this.columns.file())
			.filter(Objects::nonNull)
			.map((column) -> "r." + SqlQuote.identifier(column))
			.collect(Collectors.joining(", "));
		return "SELECT %s, %s, %s, %s, %s, %s, %s FROM %s r%s".formatted(text(this.columns.version(), "version"),
				text(this.columns.name(), "name"), text(this.columns.file(), "file"),
				text(this.columns.checksum(), "checksum"), text(this.columns.appliedAt(), "applied_at"),
				text("success", "success"), text("applied_by", "applied_by"), qualifiedTable,
				order.isEmpty() ? "" : " ORDER BY " + order);
	}

	/**
	 * As JSON writes it, whatever its type is.
	 */
	private static String text(@Nullable String column, String as) {
		return ((column != null) ? "pg_catalog.to_jsonb(r) ->> " + SqlQuote.literal(column) : "NULL::text") + " AS "
				+ as;
	}

	private ForeignRow row(ResultSet row, int number) throws SQLException {
		String version = row.getString("version");
		String name = row.getString("name");
		String file = row.getString("file");
		String id = Stream.of(version, (file != null) ? file : name)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" "));
		return new ForeignRow(id, version, name, file, row.getString("checksum"),
				succeeded(row.getString("success")) ? RowState.APPLIED : RowState.FAILED,
				instant(row.getString("applied_at")), 0, row.getString("applied_by"));
	}

	/**
	 * A row of a table without such a column is there because its migration ran. What
	 * cannot be understood stops the adoption, as a failure does.
	 */
	private static boolean succeeded(@Nullable String success) {
		return success == null || SUCCEEDED.contains(success.strip().toLowerCase(Locale.ROOT));
	}

	private static @Nullable Instant instant(@Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			return withoutZone(text);
		}
	}

	private static @Nullable Instant withoutZone(String text) {
		try {
			return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Override
	public ChecksumCheck checksums(Map<ForeignRow, SqlMigration> matched, Map<String, String> placeholders) {
		return UnknownChecksums.of(matched);
	}

}
