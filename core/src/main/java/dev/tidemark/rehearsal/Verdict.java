package dev.tidemark.rehearsal;

/**
 * What a statement means for those who use the database meanwhile, from harmless to
 * worst.
 */
public enum Verdict {

	/** Nobody has to wait. */
	SAFE("safe"),

	/**
	 * It needs a lock for which others wait, and holds it for a moment, whatever the size
	 * of the table; it may itself have to wait for it.
	 */
	BRIEF_LOCK("brief lock"),

	/** Nobody can write to a table while it works through the rows. */
	BLOCKS_WRITES("blocks writes"),

	/** Nobody can even read a table while it works through the rows. */
	BLOCKS_EVERYTHING("blocks everything");

	private final String words;

	Verdict(String words) {
		this.words = words;
	}

	/**
	 * Returns the verdict for people.
	 * @return a few words
	 */
	public String words() {
		return this.words;
	}

	/**
	 * Returns the worse of two.
	 * @param other another verdict
	 * @return the one that comes later
	 */
	public Verdict or(Verdict other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
