package dev.tidemark.jdbc;

import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;

import dev.tidemark.sql.CopyData;

/**
 * Sends a COPY … FROM STDIN and its data.
 */
final class CopyTransfer {

	private CopyTransfer() {
	}

	static long send(PGConnection driver, String copy, CopyData data) throws SQLException {
		try {
			return transfer(driver.getCopyAPI().copyIn(copy), data);
		}
		catch (PSQLException ex) {
			throw CopyFailure.withoutData(ex);
		}
	}

	private static long transfer(CopyIn transfer, CopyData data) throws SQLException {
		try {
			data.writeTo((bytes, length) -> transfer.writeToCopy(bytes, 0, length));
			return transfer.endCopy();
		}
		finally {
			if (transfer.isActive()) {
				transfer.cancelCopy();
			}
		}
	}

}
