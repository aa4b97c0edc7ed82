package dev.tidemark.discovery;

import java.util.Optional;

/**
 * Reads one naming convention.
 */
interface FileNaming {

	/**
	 * Reads a file name.
	 * @param stem the file name without {@code .sql}
	 * @return what it says, or empty where the name is not of this convention
	 */
	Optional<ParsedName> parse(String stem);

}
