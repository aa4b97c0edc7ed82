package dev.tidemark.plan;

/**
 * What to do with a pending migration that is older than the newest applied one, as after
 * two branches were merged.
 */
public enum OutOfOrder {

	/** Apply it, with a warning. */
	APPLY,

	/** Leave it alone, with a warning at each start. */
	WARN,

	/** Refuse to run anything. */
	REJECT

}
