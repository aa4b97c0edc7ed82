package dev.tidemark.migration;

import java.util.Set;

import dev.tidemark.sql.Redaction;
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

	private static final String STORED = " (stored down script";

	private static final Set<String> ALIKE = Set.of("up.sql", "down.sql", "migration.sql");

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
	 * Reads a down script that the history has stored.
	 * @param fileName the file or class name of its migration
	 * @param row where it is stored, for people
	 * @param text the text
	 * @return the script
	 * @throws dev.tidemark.sql.SqlScriptException if a directive cannot be understood
	 */
	public static SqlScript stored(String fileName, String row, String text) {
		return of("%s%s, %s)".formatted(fileName, STORED, row), text, 1);
	}

	/**
	 * Returns the text as the history stores it: without passwords, and such that it says
	 * by itself what its file's tool says in its own way.
	 * @return the text
	 */
	public String storedText() {
		String safe = Redaction.ofScript(this.text);
		String line = this.directives.lineBefore(this.text);
		return line.isEmpty() ? safe : line + "\n" + safe;
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
	 * Returns the last part of the location; with the folder where all files of a tool
	 * have one name.
	 * @return the file name, such as {@code 001_x.sql} or {@code 001_x/up.sql}
	 */
	public String fileName() {
		int stored = this.location.indexOf(STORED);
		if (stored >= 0) {
			return this.location.substring(0, stored);
		}
		int slash = this.location.lastIndexOf('/');
		String name = this.location.substring(slash + 1);
		return ALIKE.contains(name) ? this.location.substring(this.location.lastIndexOf('/', slash - 1) + 1) : name;
	}

}
