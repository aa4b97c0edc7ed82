package dev.tidemark.discovery;

/**
 * A file as it was found.
 *
 * @param location where, for people: the location's path and the file's path below it
 * @param text its content, without a byte order mark
 */
record ScriptFile(String location, String text) {

	String fileName() {
		return this.location.substring(this.location.lastIndexOf('/') + 1);
	}

}
