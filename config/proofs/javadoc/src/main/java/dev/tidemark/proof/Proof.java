package dev.tidemark.proof;

import org.jspecify.annotations.Nullable;

/**
 * What all checks accept.
 */
public final class Proof {

	private final @Nullable String text;

	/**
	 * Keeps a text.
	 * @param word any text, or null
	 */
	public Proof(@Nullable String text) {
		this.text = text;
	}

	/**
	 * The length of the text.
	 * @return a number of characters, 0 without text
	 */
	public int length() {
		return (this.text != null) ? this.text.length() : 0;
	}

}
