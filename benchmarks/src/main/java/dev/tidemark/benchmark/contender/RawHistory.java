package dev.tidemark.benchmark.contender;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The least that a history can be: a name and a checksum for each migration.
 */
final class RawHistory {

	static final String CREATE = "CREATE TABLE IF NOT EXISTS raw_history (name text PRIMARY KEY, checksum bigint NOT NULL)";

	private RawHistory() {
	}

	/**
	 * Asks for the whole history in one query, and compares.
	 * @return what is not applied yet
	 */
	static List<RawScript> pending(Statement statement, List<RawScript> scripts) throws SQLException {
		statement.execute(CREATE);
		Map<String, Long> applied = new HashMap<>();
		try (ResultSet rows = statement.executeQuery("SELECT name, checksum FROM raw_history")) {
			while (rows.next()) {
				applied.put(rows.getString(1), rows.getLong(2));
			}
		}
		return scripts.stream().filter((script) -> isPending(script, applied.get(script.name()))).toList();
	}

	private static boolean isPending(RawScript script, @Nullable Long applied) {
		if (applied != null && applied != script.checksum()) {
			throw new IllegalStateException(script.name() + " has changed");
		}
		return applied == null;
	}

	static String insert(String name, long checksum) {
		return "INSERT INTO raw_history VALUES ('%s', %d);\n".formatted(name, checksum);
	}

}
