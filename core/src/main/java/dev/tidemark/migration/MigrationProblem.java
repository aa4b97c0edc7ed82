package dev.tidemark.migration;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SqlScriptException;

/**
 * One thing that is wrong with what the application brings.
 *
 * @param source the file, folder or class, and maybe {@code null} when it concerns none
 * @param line the line, from 1, or 0 when it concerns the whole file
 * @param column the column, from 1, or 0
 * @param message what is wrong and what to do
 */
public record MigrationProblem(@Nullable String source, int line, int column, String message) {

	/**
	 * A problem that concerns a whole file, folder or class.
	 * @param source the file, folder or class
	 * @param message what is wrong and what to do
	 */
	public MigrationProblem(@Nullable String source, String message) {
		this(source, 0, 0, message);
	}

	/**
	 * A problem that keeps a script from being read.
	 * @param source the file
	 * @param ex what is wrong
	 * @return the problem
	 */
	public static MigrationProblem of(String source, SqlScriptException ex) {
		return new MigrationProblem(source, ex.line(), ex.column(), String.valueOf(ex.getMessage()));
	}

	/**
	 * Returns one line for people: where and what.
	 * @return such as {@code db/migration/003_x.sql:12:5: unterminated string}
	 */
	@Override
	public String toString() {
		if (this.source == null) {
			return this.message;
		}
		String position = (this.line > 0) ? ":" + this.line + ((this.column > 0) ? ":" + this.column : "") : "";
		return this.source + position + ": " + this.message;
	}

}
