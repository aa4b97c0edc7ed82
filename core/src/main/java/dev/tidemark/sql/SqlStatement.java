package dev.tidemark.sql;

/**
 * One statement of a script.
 *
 * @param text the statement without its semicolon, and without white space and comments
 * around it
 * @param line the line at which it begins, from 1
 * @param column the column at which it begins, from 1
 */
public record SqlStatement(String text, int line, int column) {

	private static final int LONGEST_EXCERPT = 200;

	/**
	 * Enough text for an excerpt, so that a huge statement costs no more than a small
	 * one.
	 */
	private static final int LOOKED_AT = 2_000;

	/**
	 * Returns the statement for people: on one line, shortened, without passwords.
	 * @return at most 200 characters
	 */
	public String excerpt() {
		String head = (this.text.length() > LOOKED_AT) ? this.text.substring(0, LOOKED_AT) : this.text;
		String folded = Redaction.ofScript(head).replaceAll("\\s+", " ").strip();
		boolean cut = folded.length() > LONGEST_EXCERPT || this.text.length() > LOOKED_AT;
		return cut ? folded.substring(0, Math.min(folded.length(), LONGEST_EXCERPT - 1)) + "…" : folded;
	}

}
