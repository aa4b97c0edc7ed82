package dev.tidemark.discovery;

/**
 * A file as it was found.
 *
 * @param location where, for people: the location's path and the file's path below it
 * @param path the file's path below the location, with slashes
 * @param text its content, without a byte order mark
 */
record ScriptFile(String location, String path, String text) {

	private static final String SQL = ".sql";

	String fileName() {
		return this.location.substring(this.location.lastIndexOf('/') + 1);
	}

	/**
	 * Returns the folder in which it is, for people.
	 */
	String folder() {
		return this.location.substring(0, this.location.lastIndexOf('/') + 1);
	}

	/**
	 * Returns the location of a file that is named relative to the same folder.
	 */
	String beside(String name) {
		return folder() + name;
	}

	/**
	 * Returns what comes after the last dot of the name.
	 */
	String suffix() {
		return this.location.substring(this.location.lastIndexOf('.') + 1);
	}

	boolean isScript() {
		return this.location.regionMatches(true, this.location.length() - SQL.length(), SQL, 0, SQL.length());
	}

}
