package dev.tidemark.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.tidemark.jdbc.Session;

/**
 * Copies the rows of a history into another database.
 */
public final class HistoryCopy {

	private HistoryCopy() {
	}

	/**
	 * Replaces all rows by those of another history; they keep their ids.
	 * @param from a session of the database that is read
	 * @param source its history
	 * @param to a session of the database that is written
	 * @param target its history, which exists and has the current format
	 * @throws SQLException if one of them refuses
	 */
	public static void copy(Session from, HistoryTable source, Session to, HistoryTable target) throws SQLException {
		to.execute("TRUNCATE %s RESTART IDENTITY".formatted(target.qualified()));
		if (!source.exists()) {
			return;
		}
		List<String> columns = new ArrayList<>(HistoryTable.COLUMNS);
		if (!source.outdated()) {
			columns.addAll(HistoryTable.JOURNAL);
		}
		String names = String.join(", ", columns);
		List<Long> ids = from.jdbc()
			.sql("SELECT id FROM %s ORDER BY id".formatted(source.qualified()))
			.query(Long.class)
			.list();
		String select = "SELECT %s FROM %s WHERE id = ?".formatted(names, source.qualified());
		String insert = "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)".formatted(target.qualified(), names,
				String.join(", ", Collections.nCopies(columns.size(), "?")));
		for (long id : ids) {
			row(from.connection(), select, to.connection(), insert, id, columns.size());
		}
		to.execute(
				"SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('%s', 'id'), greatest(1, (SELECT coalesce(max(id), 1) FROM %1$s)))"
					.formatted(target.qualified()));
	}

	private static void row(Connection from, String select, Connection to, String insert, long id, int columns)
			throws SQLException {
		try (PreparedStatement read = from.prepareStatement(select);
				PreparedStatement write = to.prepareStatement(insert)) {
			read.setLong(1, id);
			try (ResultSet row = read.executeQuery()) {
				if (row.next()) {
					for (int i = 1; i <= columns; i++) {
						write.setObject(i, row.getObject(i));
					}
					write.executeUpdate();
				}
			}
		}
	}

}
