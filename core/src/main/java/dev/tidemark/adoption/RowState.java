package dev.tidemark.adoption;

/**
 * How a row of another tool's history stands.
 */
public enum RowState {

	/** Its migration is applied. */
	APPLIED,

	/** Everything up to its version is applied. */
	BASELINE,

	/** An attempt failed, or has not ended. */
	FAILED,

	/** It was applied and undone since, or its row was deleted. */
	UNDONE,

	/** It says nothing about a migration, such as that a schema was created. */
	OTHER

}
