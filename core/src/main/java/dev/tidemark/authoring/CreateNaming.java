package dev.tidemark.authoring;

/**
 * How the version of a new migration is made.
 */
public enum CreateNaming {

	/** As the newest one of the folder is; {@code 001} in an empty one. */
	AUTO,

	/** The next number: {@code 007_description.sql}. */
	SEQUENCE,

	/** The time in UTC: {@code 20260102093000_description.sql}. */
	TIMESTAMP,

	/**
	 * The time in UTC and a random revision: {@code 20260102_0930_a1b2c3d4_description}.
	 */
	REVISION

}
