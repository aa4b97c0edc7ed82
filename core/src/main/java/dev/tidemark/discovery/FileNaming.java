package dev.tidemark.discovery;

import java.util.Optional;

/**
 * Reads one naming convention.
 */
interface FileNaming {

	/**
	 * Looks at a name for so long as is cheap: most names are of one convention.
	 * @param stem as for {@link #parse(String)}
	 * @param digits how many digits it begins with
	 * @return whether it is worth to be read
	 */
	default boolean mayFit(String stem, int digits) {
		return true;
	}

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
