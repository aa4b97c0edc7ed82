package dev.tidemark.migration;

/**
 * The SQL text of a migration, up or down, and where it stands.
 *
 * @param location the file for people, such as {@code db/migration/001_x.sql}
 * @param text the text, with line ends as in the file
 * @param firstLine the line of the file at which the text begins, from 1
 */
public record SqlScript(String location, String text, int firstLine) {

	/**
	 * Returns the last part of the location.
	 * @return the file name
	 */
	public String fileName() {
		return this.location.substring(this.location.lastIndexOf('/') + 1);
	}

}
