package dev.tidemark.adoption;

import dev.tidemark.migration.SqlMigration;

/**
 * Compares the checksum that another tool has recorded with a script.
 */
@FunctionalInterface
public interface ChecksumCheck {

	/** Where no checksum was recorded. */
	ChecksumCheck NONE = (row, migration) -> Result.UNKNOWN;

	/**
	 * Compares one.
	 * @param row the row
	 * @param migration its script
	 * @return what comes of it
	 */
	Result compare(ForeignRow row, SqlMigration migration);

	/**
	 * What comes of a comparison.
	 */
	enum Result {

		/** The script is what the tool has run. */
		SAME,

		/** The script is another. */
		DIFFERENT,

		/** There is no checksum, or nobody knows how it was computed. */
		UNKNOWN

	}

}
