package dev.tidemark.plan;

/**
 * Why a step is planned.
 */
public enum StepReason {

	/** It has never run. */
	PENDING("pending"),

	/** It has never run and is older than the newest applied one. */
	OUT_OF_ORDER("out of order"),

	/** Its content changed since it ran. */
	CHANGED_REPEATABLE("changed repeatable"),

	/** Its last attempt failed and was rolled back. */
	RETRY("failed before"),

	/** Its last attempt ended half-way: what is done is not done again. */
	RESUME("resumed"),

	/** It was undone. */
	REAPPLY("undone before"),

	/** It is to be undone. */
	UNDO("undo");

	private final String words;

	StepReason(String words) {
		this.words = words;
	}

	/**
	 * Returns the reason for people.
	 * @return a few words
	 */
	public String words() {
		return this.words;
	}

}
