package dev.tidemark;

import org.jspecify.annotations.Nullable;

import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.PlainColumns;

/**
 * Whose history is to be taken over, and how. Immutable.
 *
 * @param tool the word of a tool, such as {@code flyway}, or {@code auto} for whatever is
 * found
 * @param table the tool's table where it has another name than usual, maybe with its
 * schema, or {@code null}
 * @param acceptChanged whether a script may be another than the one that ran
 * @param columns which column of a plain table says what
 */
public record AdoptionRequest(String tool, @Nullable String table, boolean acceptChanged, PlainColumns columns) {

	/**
	 * Asks for a tool.
	 * @param tool its word, or {@code auto}
	 * @return the request
	 */
	public static AdoptionRequest of(String tool) {
		return new AdoptionRequest(tool, null, false, PlainColumns.USUAL);
	}

	/**
	 * Returns a request for a table.
	 * @param other its name, maybe with its schema, or {@code null} for the usual one
	 * @return a copy
	 */
	public AdoptionRequest withTable(@Nullable String other) {
		return new AdoptionRequest(this.tool, other, this.acceptChanged, this.columns);
	}

	/**
	 * Returns a request that accepts scripts that are not those that ran.
	 * @param accept whether they are accepted
	 * @return a copy
	 */
	public AdoptionRequest withAcceptChanged(boolean accept) {
		return new AdoptionRequest(this.tool, this.table, accept, this.columns);
	}

	/**
	 * Returns a request for a plain table.
	 * @param other which column says what
	 * @return a copy
	 */
	public AdoptionRequest withColumns(PlainColumns other) {
		return new AdoptionRequest(this.tool, this.table, this.acceptChanged, other);
	}

	AdoptionSettings settings(AdoptionSettings others) {
		return new AdoptionSettings(this.tool, this.table, this.acceptChanged, others.keepWriting(), this.columns);
	}

}
