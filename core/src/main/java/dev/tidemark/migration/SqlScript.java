package dev.tidemark.migration;

import dev.tidemark.sql.ScriptDirectives;

/**
 * The SQL text of a migration, up or down, and where it stands.
 *
 * @param location the file for people, such as {@code db/migration/001_x.sql}
 * @param text the text, with line ends as in the file
 * @param firstLine the line of the file at which the text begins, from 1
 * @param directives what its head comment says, and what its tool's own markers mean
 */
public record SqlScript(String location, String text, int firstLine, ScriptDirectives directives) {

	/**
	 * Reads a script that says what it needs in its head comment only.
	 * @param location the file for people
	 * @param text the text
	 * @param firstLine the line of the file at which the text begins, from 1
	 * @return the script
	 * @throws dev.tidemark.sql.SqlScriptException if a directive cannot be understood
	 */
	public static SqlScript of(String location, String text, int firstLine) {
		return new SqlScript(location, text, firstLine, ScriptDirectives.parse(text, firstLine));
	}

	/**
	 * Returns the same script with another text, as the history has stored it.
	 * @param other the text
	 * @return a copy
	 */
	public SqlScript withText(String other) {
		return new SqlScript(this.location, other, this.firstLine, this.directives);
	}

	/**
	 * Returns the last part of the location.
	 * @return the file name
	 */
	public String fileName() {
		return this.location.substring(this.location.lastIndexOf('/') + 1);
	}

}
