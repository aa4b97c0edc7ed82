package dev.tidemark.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds which statement of a batch failed.
 */
final class FailedStatement {

	private FailedStatement() {
	}

	/**
	 * Returns the index of the first statement that failed. In simple query mode each
	 * statement of a batch is answered for itself, and the driver keeps what succeeded
	 * before; otherwise batches hold one statement only.
	 */
	static int indexIn(SQLException ex, int size) {
		if (ex instanceof BatchUpdateException batch) {
			long[] counts = batch.getLargeUpdateCounts();
			for (int i = 0; i < Math.min(counts.length, size); i++) {
				if (counts[i] == Statement.EXECUTE_FAILED) {
					return i;
				}
			}
		}
		return 0;
	}

}
