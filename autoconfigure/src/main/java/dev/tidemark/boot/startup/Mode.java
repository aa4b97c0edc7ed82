package dev.tidemark.boot.startup;

/**
 * What a run does.
 */
public enum Mode {

	/** Applies what is pending. */
	MIGRATE,

	/** Fails if something is pending, and applies nothing. */
	VERIFY,

	/** Waits until another process has applied what is pending, and applies nothing. */
	WAIT,

	/** Nothing. */
	OFF

}
