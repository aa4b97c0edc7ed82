package dev.tidemark.baseline;

/**
 * What a run does in a database that has objects and no history.
 */
public enum OnExisting {

	/** It refuses. */
	FAIL,

	/** It applies every migration. */
	MIGRATE,

	/** It records what comes up to a version as done, and applies the rest. */
	VERSION,

	/** The same, up to the version that the schema proves to have. */
	DETECT

}
