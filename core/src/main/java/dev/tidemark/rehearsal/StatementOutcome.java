package dev.tidemark.rehearsal;

/**
 * What became of a statement in a rehearsal.
 */
public enum StatementOutcome {

	/** It was executed. */
	EXECUTED("executed"),

	/** It was left out, for the reason that its note tells. */
	OMITTED("not run"),

	/** It failed. */
	FAILED("failed"),

	/** Something before it failed. */
	NOT_REACHED("not reached");

	private final String words;

	StatementOutcome(String words) {
		this.words = words;
	}

	/**
	 * Returns the outcome for people.
	 * @return a few words
	 */
	public String words() {
		return this.words;
	}

}
