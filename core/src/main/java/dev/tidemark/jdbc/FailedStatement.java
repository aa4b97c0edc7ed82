package dev.tidemark.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Finds which statement of a batch failed.
 */
final class FailedStatement {

	private FailedStatement() {
	}

	/**
	 * Returns the index of the first statement that failed. Inside a transaction the
	 * driver marks them all as failed, but chains one exception for each that the server
	 * refused: the one that failed, and those after it. Only the COMMIT at the end is
	 * accepted, and rolls back.
	 * @return the index, or {@link StatementException#UNKNOWN} where the connection was
	 * lost before all were answered
	 */
	static int indexIn(SQLException ex, int size) {
		if (size == 1) {
			return 0;
		}
		return (ex instanceof BatchUpdateException batch) ? firstRefused(batch, size) : StatementException.UNKNOWN;
	}

	private static int firstRefused(BatchUpdateException batch, int size) {
		int refused = 0;
		for (SQLException each = batch.getNextException(); each != null; each = each.getNextException()) {
			if (SqlStates.connectionLost(each.getSQLState())) {
				return StatementException.UNKNOWN;
			}
			refused++;
		}
		long acceptedLater = Arrays.stream(batch.getLargeUpdateCounts())
			.filter((count) -> count != Statement.EXECUTE_FAILED)
			.count();
		return size - refused - (int) acceptedLater;
	}

}
