package dev.tidemark.sql;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param text from its first token to its last; comments within it are kept, the
 * terminating semicolon is not
 * @param line where it begins in the file, counted from 1
 * @param column where it begins in that line, in characters, counted from 1
 * @param data what a COPY … FROM STDIN reads, or {@code null} for other statements
 * @param escapes whether a backslash escapes in its plain strings, as the script has set
 */
public record SqlStatement(String text, int line, int column, @Nullable CopyData data, boolean escapes) {

	private static final int EXCERPT_LENGTH = 200;

	/**
	 * Describes a statement that reads no data.
	 * @param text the text
	 * @param line where it begins in the file
	 * @param column where it begins in that line
	 */
	public SqlStatement(String text, int line, int column) {
		this(text, line, column, null, false);
	}

	/**
	 * Describes a statement of our own, which stands in no file.
	 * @param text the text
	 * @return the statement
	 */
	public static SqlStatement of(String text) {
		return new SqlStatement(text, 0, 0);
	}

	SqlStatement withData(CopyData copied) {
		return new SqlStatement(this.text, this.line, this.column, copied, this.escapes);
	}

	/**
	 * Returns the statement with other text.
	 * @param other the text
	 * @return the statement, in the same place and with the same data
	 */
	public SqlStatement withText(String other) {
		return new SqlStatement(other, this.line, this.column, this.data, this.escapes);
	}

	/**
	 * Returns the statement for people: in one line, without comments, passwords and
	 * data, and at most 200 characters.
	 * @return the excerpt
	 */
	public String excerpt() {
		return Excerpt.of(Redaction.ofStatement(this), EXCERPT_LENGTH, this.escapes);
	}

}
