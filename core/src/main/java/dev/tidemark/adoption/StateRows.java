package dev.tidemark.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the rows of several tools have alike.
 */
final class StateRows {

	private StateRows() {
	}

	/**
	 * Returns the row of a version of which nothing else is known.
	 */
	static ForeignRow ofVersion(String version, RowState state) {
		return new ForeignRow(version, version, null, null, null, state, null, 0, null);
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
