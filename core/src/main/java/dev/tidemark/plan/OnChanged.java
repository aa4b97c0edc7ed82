package dev.tidemark.plan;

/**
 * What to do when the script of an applied migration differs from the one that ran.
 */
public enum OnChanged {

	/** Refuse to run anything. */
	REFUSE,

	/** Go on, with a warning. */
	WARN

}
