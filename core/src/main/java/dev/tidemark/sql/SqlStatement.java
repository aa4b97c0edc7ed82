package dev.tidemark.sql;

/**
 * One statement of a script.
 *
 * @param text from its first token to its last; comments within it are kept, the
 * terminating semicolon is not
 * @param line where it begins in the file, counted from 1
 * @param column where it begins in that line, in characters, counted from 1
 */
public record SqlStatement(String text, int line, int column) {

	private static final int EXCERPT_LENGTH = 200;

	/**
	 * Returns the statement for people: in one line, without comments and passwords, and
	 * at most 200 characters.
	 * @return the excerpt
	 */
	public String excerpt() {
		return Excerpt.of(Redaction.ofScript(this.text), EXCERPT_LENGTH);
	}

}
