package dev.tidemark.plan;

/**
 * How the statements of a segment run.
 */
public enum SegmentKind {

	/** Together, in one transaction of ours, which records that they are done. */
	TOGETHER,

	/** One statement, outside a transaction. */
	ALONE,

	/**
	 * One statement that the script commits on its own, in a transaction which records
	 * that it is done; outside of one where the server wants that.
	 */
	AUTOCOMMIT,

	/** A transaction of the script, which records that it is done. */
	BLOCK,

	/** A transaction of the script that writes nothing; recorded afterwards. */
	READ_ONLY_BLOCK,

	/** A transaction that the script rolls back; recorded afterwards. */
	ROLLED_BACK_BLOCK

}
