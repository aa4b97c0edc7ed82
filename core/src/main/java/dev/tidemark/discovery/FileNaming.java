package dev.tidemark.discovery;

import java.util.Optional;

/**
 * Reads one naming convention.
 */
interface FileNaming {

	/**
	 * Reads a name.
	 * @param stem the file name without {@code .sql} and without what says up or down, or
	 * the name of the folder where a migration is a folder
	 * @return what it says, or empty where the name is not of this convention
	 */
	Optional<ParsedName> parse(String stem);

	/**
	 * Returns an example, for messages.
	 */
	String form();

}
