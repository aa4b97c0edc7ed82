package dev.tidemark.benchmark.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.server.Database;

/**
 * Looks whether a contender did what it was timed for.
 */
final class Proof {

	private Proof() {
	}

	/**
	 * Demands a number of tables made by {@code Script.table}.
	 */
	static void tables(Database database, Contender contender, int expected) throws SQLException {
		expect(database, contender, "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'item\\_%'",
				expected);
	}

	/**
	 * Demands the answer of a query that gives one number.
	 */
	static void expect(Database database, Contender contender, String query, long expected) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			result.next();
			if (result.getLong(1) != expected) {
				throw new IllegalStateException("%s left %d where %d were expected: %s".formatted(contender.name(),
						result.getLong(1), expected, query));
			}
		}
	}

}
